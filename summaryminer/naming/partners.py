"""The partner of a measure: 规范管理率 of what? From what stands before it, or from the heading above."""

from __future__ import annotations

import re

from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.naming.vocabulary import Vocabulary

__all__ = ["fine", "join", "part_of", "section_thing", "share_of", "thing", "topic"]


_TOPIC = LONGEST  # a longer phrase is a sentence, and names no single thing
_WORK = 20  # how long the name of a work may be: 特色小镇PPP项目生态工程一期
_NAMED = 2  # the shortest name of a thing
_TASK = 4  # as long as this, what stands before a word of demand names its thing


def thing(heading: str, words: Vocabulary) -> str:
    """The thing of a heading, without what was done to it and how it was counted: 高血压患者规范管理人数 -> 高血压患者.

    Args:
        heading: a heading.
        words: compiled word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> thing("高血压患者规范管理人数", vocabulary(load())), thing("新生儿访视率", vocabulary(load()))
        ('高血压', '新生儿访视')
    """
    stem = heading[: -words.suffix.at_end(heading) or None]
    if words.compound.at_end(stem):
        return stem
    if 0 < (crew := words.crew.at_end(heading)) <= len(heading) - 2:
        return heading[:-crew]
    tail = len(heading)
    while (length := words.generic.at_end(heading, tail)) and not words.compound.at_end(heading, tail):
        if words.adjective.at_end(heading, tail - length) and not words.verb.at_end(heading, tail):
            break
        if length == 1 and heading[tail - 1] not in words.measure:
            break
        if words.general.at_end(heading, tail) and not words.sick.at_end(heading, tail) and tail - length > 2:
            break
        tail -= length
        if (joint := words.join.at_end(heading, tail)) and words.generic.at_end(heading, tail - joint):  # 审结、执结
            tail -= joint
    if tail == 0:
        return heading
    head = words.generic.head(heading[:tail])
    if head and (joint := words.join.at_start(heading, head)):  # 筛查并管理高血压患者
        head += joint + words.generic.head(heading[head + joint : tail])
    if words.keep.at_start(heading) > head or head == 1 or words.ending.at_start(heading, head) == 1:  # 标准|化卫生室
        head = 0
    return heading[head:tail] if tail - head >= 2 else heading[:tail]


def join(partner: str, measure: str, cutter: Cutter) -> str:
    """A heading from a thing and a measure of it.

    Where the two share words they are laid over each other (新生儿听力筛查 + 筛查率); a measure of the whole keeps what was done
    (宫颈癌筛查 + 完成率), any other replaces it (高血压患者登记管理 + 规范管理率).

    Args:
        partner: heading of what the measure is of.
        measure: the measure.
        cutter: cuts to length.

    Example:
        >>> from summaryminer.lexicons import load
        >>> from summaryminer.naming.segmenter import segmenter
        >>> from summaryminer.naming.vocabulary import vocabulary
        >>> cutter = Cutter(vocabulary(load()), segmenter())
        >>> join("新生儿听力筛查", "筛查率", cutter), join("宫颈癌筛查", "完成率", cutter), join("儿童体检", "管理率", cutter)
        ('新生儿听力筛查率', '宫颈癌筛查完成率', '儿童管理率')
    """
    words = cutter.words
    stem = measure[: -words.suffix.at_end(measure) or None]
    if len(stem) >= 2 and (at := partner.find(stem)) > 0 and (due := words.due.at_end(partner, at)):
        partner = partner[: at - due] + partner[at:]
    if not partner:
        return cutter.fit(measure)
    if (at := partner.find(measure)) >= 0:
        told = words.rate.at_end(partner) and not words.rate.at_end(measure) and at + len(measure) > 2
        return cutter.fit(partner[: at + len(measure)] if told else partner)
    if partner in measure:
        return cutter.fit(measure)
    for length in range(min(len(partner), len(measure)) - 1, 1, -1):
        if partner.endswith(measure[:length]):
            return _together(partner[:-length], measure, cutter)
    if len(measure) == 2 and partner[-1] == measure[0]:
        return _together(partner[:-1], measure, cutter)
    if len(stem) >= 2 and (at := partner.find(stem)) >= 0 and words.verb.at_end(partner, at + 1) < 2:  # not 结案 of 执结案件
        if at and words.generic.covers(partner[at:]):
            return _together(partner[:at], measure, cutter)
        rest = partner.replace(stem, "", 1)
        return _together(rest[: words.count_tail(rest)] or rest, measure, cutter)
    if words.verb.covers(measure):
        doing = words.verb.at_start(partner)
        if max(2, words.keep.at_start(partner)) <= doing <= len(partner) - 2 and not words.suffix.at_start(partner, doing):
            partner = partner[doing:]
    if measure in words.whole and not words.rate.at_end(partner):
        return _together(partner[: words.count_tail(partner)] or partner, measure, cutter)
    return _together(thing(partner, words), measure, cutter)


def part_of(part: str, whole: str, cutter: Cutter) -> str:
    """The heading of a part: 女性 + 管理高血压患者 -> 女性高血压患者.

    Args:
        part: what the part is called.
        whole: heading of the whole.
        cutter: cuts to length.
    """
    words = cutter.words
    kind = words.part_body.at_end(part) and len(part) >= _NAMED and not words.verb.at_start(part)
    if kind and (body := _kinds_of_body(whole, words)):
        return cutter.fit(part + whole[body:])  # 县级医院 of 医疗机构, 县级医院床位 of 医疗机构床位
    tail = words.generic.tail(whole)
    tail += words.general.at_start(whole, tail)
    rest = whole[:tail] or thing(whole, words)
    for head in (words.verb.at_start, words.generic.head):
        length = head(rest)
        if words.keep.at_start(rest) <= length <= len(rest) - 2:
            rest = rest[length:]
    named = rest.rpartition(words.of)[2]
    rest = named if len(named) > 2 else rest
    alike = part[-1:] == rest[-1:] or (len(part) >= _TASK and part[:_NAMED] == rest[:_NAMED])
    if alike and len(part) >= _NAMED and words.part_body.at_end(part):
        return cutter.fit(part)  # 社区卫生服务站 of 社区卫生服务中心, 中心卫生院 of 乡镇卫生院
    same = words.part.at_end(part)
    if 2 <= same <= len(part) - 2 and whole.endswith(part[-same:]):  # 经营企业 of 危化品企业
        return cutter.fit(part)
    part = cutter.fit(part, 8)
    return part + cutter.fit(rest, max(LONGEST - len(part), 2))


def _kinds_of_body(whole: str, words: Vocabulary) -> int:
    """Where the last noun ends that stands for bodies of several kinds (医疗机构|床位), 0 if the whole has none."""
    ends = range(len(whole), _NAMED - 1, -1)
    return next((at for at in ends if words.whole_body.at_end(whole, at)), 0)


def share_of(partner: str, cutter: Cutter) -> str:
    """The heading of a share: 农业人口 -> 农业人口占比."""
    words = cutter.words
    if words.rate.at_end(partner):
        return cutter.fit(partner)
    return _together(partner, words.share_noun, cutter)


def section_thing(path: tuple[str, ...], cutter: Cutter) -> str:
    """The thing that the innermost telling heading of a path names, ``""`` if none does: 扎实做好老年人健康管理工作 -> 老年人健康管理.

    Args:
        path: headings from the outermost inward.
        cutter: cuts to length.
    """
    words = cutter.words
    for heading in reversed(path):
        for clause in _CLAUSE.split(words.time.sub("", heading.translate(_PLAIN)), maxsplit=2)[:2]:
            phrase = clause[words.section_stop.head(clause) :]
            phrase = _unclaimed(phrase[: words.section_stop.tail(phrase)], words)
            told = not _story(clause.replace(words.of, ""), words) and not words.statement.at_end(phrase)
            if told and (found := topic(cutter.strip_lead(phrase), cutter)):
                return found
            if not words.statement.at_end(phrase):
                break  # what follows a statement may name the thing: 服务意识强，行政许可便捷
    return ""


def topic(phrase: str, cutter: Cutter) -> str:
    """A phrase that may stand for the thing of what follows it; ``""`` if it names none or tells a story (让数据多跑路).

    Args:
        phrase: a clause or heading without its lead words.
        cutter: cuts to length.
    """
    words = cutter.words
    phrase = _unclaimed(phrase, words).removeprefix(words.so_on)
    phrase = phrase[: -words.effort.at_end(phrase) or None]
    longest = _WORK if words.work.at_end(phrase) else _TOPIC
    if not 2 <= len(phrase) <= longest or _story(phrase, words) or words.announcing.at_end(phrase):
        return ""
    task = words.demand.at_end(phrase)
    if words.set_measure.at_end(phrase) > task > 0:  # 起付线
        return cutter.fit(phrase, 12)
    if task and len(phrase) - task >= _TASK:  # 河道整治任务
        phrase = phrase[:-task]
    if (praise := words.praise.at_end(phrase)) and len(phrase) - praise >= _TASK:  # 蔬菜生产形势喜人
        phrase = phrase[:-praise]
    if words.section_stop.covers(phrase) or words.generic.covers(phrase) or words.demand.at_end(phrase) or words.bodies.at_end(phrase):
        return ""
    return cutter.fit(phrase, 12)


def _story(phrase: str, words: Vocabulary) -> bool:
    """Does a phrase hold characters of a story, outside of names of work (还 of 退耕还林)?"""
    if words.narrative.isdisjoint(phrase):
        return False
    for name in words.compound.words:
        phrase = phrase.replace(name, "")
    return not words.narrative.isdisjoint(phrase)


def _unclaimed(phrase: str, words: Vocabulary) -> str:
    """A phrase up to what it claims of its thing: 粮食生产|保持较快增长."""
    claimed = (at for at in range(2, len(phrase)) if words.claim.at_start(phrase, at) and not words.keep.at_start(phrase, at - 1))
    return phrase[: next(claimed, None)]


_CLAUSE = re.compile("[，,：:；;。(（]")
_PLAIN = str.maketrans(dict.fromkeys("“”‘’\"'「」『』《》〈〉【】 \t\r\u3000*＊", None))


def _together(partner: str, measure: str, cutter: Cutter) -> str:
    words = cutter.words
    age = words.age.match(partner) if len(partner) > 4 else None
    if age and (words.group_age.covers(age[0].removesuffix(words.of)) or len(partner) + len(measure) > LONGEST):
        partner = partner[age.end() :]
    if len(measure) > LONGEST - 2:
        return cutter.fit(measure)
    return cutter.fit(partner, LONGEST - len(measure)) + measure


def fine(unit: str) -> bool:
    """Does a unit count in thousands or more, so that percents are of another rate (‰, /10万)?"""
    return "‰" in unit or "/" in unit
