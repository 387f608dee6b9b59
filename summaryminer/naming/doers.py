"""Who did what is told, and for whom: both are taken off the phrase that names what was done (检察院受理审查逮捕案件 -> 受理审查逮捕案件)."""

from __future__ import annotations

from collections.abc import Callable

from summaryminer.naming.vocabulary import Vocabulary

__all__ = ["Doers"]

_LEFT = 4  # as long as this, what stands before a verb of doing names its thing
_BODY = 10  # how long the name of the body may be that did what is told


class Doers:
    """Takes bodies off phrases.

    Args:
        words: word lists.
        strip_lead: takes off what only leads to a thing.
    """

    def __init__(self, words: Vocabulary, strip_lead: Callable[[str], str]) -> None:
        self._words, self._strip_lead = words, strip_lead

    def without_body(self, text: str) -> str:
        """Of 检察院受理审查逮捕案件 what the body did: 受理审查逮捕案件."""
        words = self._words
        for at in range(2, min(_BODY, len(text) - 2)):
            if text[at] == words.together and words.verb.at_start(text, at + 1) > 1 and words.keep_tail.at_end(text, at + 1) < 2:
                if text[:at].endswith(text[at + 1 :]):
                    return text[:at]  # 社会捐赠|共|捐赠
                alone = text[at + 1 :] in words.verb and not (words.bodies.at_end(text, at) or words.doer.at_end(text, at))
                return text[:at] + text[at + 1 :] if alone and at >= _LEFT else text[at + 1 :]  # 死因监测系统|共|报告
            if have := words.have.at_start(text, at):
                inside = at - (text[at - 1] in words.inside_place)
                owner = words.settlement.at_end(text, inside) or words.bodies.at_end(text, inside) or words.doer.at_end(text, inside)
                if owner and not words.keep.at_start(text, at) > have and not words.keep_tail.at_end(text, at + have):
                    return text[at + have :]
            sure = words.doer.at_end(text, at)
            if sure or words.bodies.at_end(text, at):
                bare = self._strip_lead(text[at:])
                doing = words.verb.at_start(bare)
                told = sure or len(bare) < len(text) - at  # 卫生院共随访…: a word between says that the body is the subject
                if told and doing >= 2 and len(bare) - doing >= 2 and not words.suffix.at_start(bare, doing):
                    return bare
        return text

    def received(self, text: str, bare: str) -> str:
        """Of 向居民、企业报送信息 what was done, of 市局下达我县工程任务 what was given: 报送信息, 工程任务."""
        words = self._words
        if text and text[0] in words.toward and "、" in bare:
            for at in range(2, len(bare) - 3):
                if words.recipient.at_start(bare, at):
                    return bare[at:]
        if (whole := _whole(bare, words)) > 0:
            return self._strip_lead(bare[whole:])
        at = bare.find(words.ours, 1)
        given = at > 0 and (words.demanding.at_end(bare, at) or words.spend.at_end(bare, at))
        if given and words.issuer.at_start(bare) and words.body.fullmatch(bare[at:]):
            return ""  # 省总站下达我站|26处检修任务
        if at > 0 and (match := words.body.match(bare[at:])) and len(bare) - at - match.end() >= _LEFT and bare[at + match.end()] != words.of:
            return self._strip_lead(bare[at:])
        return bare

    def to_whom(self, text: str) -> str:
        """Of 为提供线索的群众兑现奖励 what follows the description of those it was done for: 群众兑现奖励."""
        words = self._words
        described = words.of in text and words.inner.at_start(text) and words.opening.match(text, 1)
        named = text.rpartition(words.of)[2] if described else ""
        return named if len(named) >= _LEFT else text

    def with_whom(self, text: str) -> str:
        """Of 联合公安、工商等部门开展检查 what was done together: 开展检查."""
        words = self._words
        at = text.find(words.so_on, 2) if words.together_with.at_start(text) else -1
        ends = range(at + 3, min(at + _BODY, len(text)) + 1) if at > 0 else ()
        end = next((end for end in ends if words.whole_body.at_end(text, end)), 0)
        return self._strip_lead(text[end:]) if end else text

    def within_body(self, text: str) -> str:
        """Of 粮油生产喜获丰收全区粮食面积 what follows the praise: 粮食面积."""
        words = self._words
        for at in range(len(text) - _LEFT, 1, -1):
            if text[at] in words.body_firsts and words.praise.at_end(text, at) and (body := words.body.match(text[at:])):
                rest = self._strip_lead(text[at + body.end() :])
                if len(rest) >= _LEFT and not rest.startswith(words.of):
                    return rest
        return text


def _whole(text: str, words: Vocabulary) -> int:
    """Where the body as a whole is named behind other words, before its extent (总结如下全镇|总人口), -1 if it is not."""
    at = text.find(words.all_of, 1)
    match = words.body.match(text[at:]) if at > 0 else None
    extent = match and (text.startswith(words.total, at + match.end()) or words.extent.at_start(text, at + match.end()))
    return at if extent else -1
