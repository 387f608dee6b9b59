"""The segmenters: silent, lazy, alike."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from summaryminer.naming.segmenter import JiebaSegmenter, Segmenter, segmenter

CLAUSES = ["发放宣传资料", "为孕产妇提供免费健康服务管理", "高血压患者规范管理率", "卡介苗、脊灰、百白破接种率", "65岁以上老年人体检", ""]


@pytest.fixture(scope="module")
def jieba() -> Segmenter:
    """One for all tests: its dictionary takes seconds to load."""
    return segmenter("jieba")


@pytest.mark.parametrize("clause", CLAUSES)
def test_words_make_up_the_clause(clause: str, jieba: Segmenter) -> None:
    assert "".join(jieba.words(clause)) == clause


@pytest.mark.parametrize("clause", CLAUSES)
def test_both_give_the_same_words(clause: str, jieba: Segmenter) -> None:
    pytest.importorskip("rjieba")
    assert segmenter("fast").words(clause) == jieba.words(clause)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="there is no segmenter 'slow'"):
        segmenter("slow")  # type: ignore[arg-type]


def test_the_fast_one_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(ModuleNotFoundError, match=r"summaryminer\[fast\]"):
        segmenter("fast")


def test_jieba_is_loaded_silently_and_late(capfd: pytest.CaptureFixture[str]) -> None:
    program = (
        "import sys; from summaryminer.naming.segmenter import segmenter; s = segmenter(); "
        "assert 'jieba' not in sys.modules; s.words('体检'); assert 'jieba' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""


def test_the_log_level_of_others_stays() -> None:
    logger = logging.getLogger("jieba")
    before = logger.level
    JiebaSegmenter().words("体检")
    assert logger.level == before
