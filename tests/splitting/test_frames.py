"""Which lines belong to a web site, and which a report says though they hold a site's word."""

from __future__ import annotations

import pytest

from summaryminer.lexicons import load
from summaryminer.splitting.frames import frames

REPORTS = [
    "邮政业务总量2.6亿元,固定电话用户1.2万户,互联网用户8.6万户,存款余额86亿元",
    "年末移动电话用户26万户，国际互联网用户2.6万户。",
    "培训互联网用户860人,建立服务站26个。",
    "轨道客运量860万人，增长6%。",
    "发展VIP客户260户，存款增加3.6亿元。",
    "编印资料3600份供大家参考，培训骨干260人。",
    "清理有害信息，发现一条及时删除一条，共删除860条。",
    "关闭煤矿12家，整改36家",
    "注册商标36件，新增驰名商标6件",
    "更多群众受益，达3.6万人",
]
SITES = [
    "本文内容由互联网用户自发贡献，该文观点仅代表作者本人，26人已阅读。",
    "声明：本文由互联网用户上传，本站不拥有所有权。",
    "本页资料由互联网用户收集，分享时请留下出处！",
    "互联网用户整理发布，3人收藏",
    "以上资料仅供参考，共12篇，字数2600字。",
    "VIP会员下载，价格0.3元",
    "责任编辑：王某，浏览次数：419次",
    "点击下载，大小23KB",
    "关闭窗口",
    "更多",
    "已阅读3页，还剩12页未读",
]


@pytest.mark.parametrize("line", REPORTS)
def test_lines_of_reports(line: str) -> None:
    assert frames(load()).of(line) == ""


@pytest.mark.parametrize("line", SITES)
def test_lines_of_sites(line: str) -> None:
    assert frames(load()).of(line) in ("line", "end")
