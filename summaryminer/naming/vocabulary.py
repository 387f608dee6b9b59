"""The word lists of ``naming.toml``, compiled for cutting headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from summaryminer.lexicons import LexiconError, Lexicons
from summaryminer.naming.words import WordSet

__all__ = ["Vocabulary", "WordSet", "vocabulary"]

_NAME = 4  # how long the name of an office may be before its last character: 物价|局


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What ``naming.toml`` says of headings: word sets by the name of their list, the patterns, and what each unit counts."""

    lead: WordSet
    lead_sure: WordSet
    keep: WordSet
    keep_tail: WordSet
    tail: WordSet
    tail_sure: WordSet
    tail_of: WordSet
    issuer: WordSet
    demanding: WordSet
    scope: WordSet
    solve: WordSet
    join: WordSet
    bound: WordSet
    ending: WordSet
    preposition: WordSet
    doing: WordSet
    particle: WordSet
    breaks: WordSet
    state: WordSet
    member: WordSet
    crew: WordSet
    verb: WordSet
    generic: WordSet
    named: WordSet
    whole: WordSet
    due: WordSet
    timely: WordSet
    object: WordSet
    paper: WordSet
    sanction: WordSet
    field: WordSet
    field_of: WordSet
    together_with: WordSet
    line: WordSet
    head_of: WordSet
    makeup: WordSet
    matter: WordSet
    output: WordSet
    ground: WordSet
    adjective: WordSet
    compound: WordSet
    count_suffix: WordSet
    part: WordSet
    grade: WordSet
    whole_body: WordSet
    part_body: WordSet
    visiting: WordSet
    attending: WordSet
    heading_for: WordSet
    purpose: WordSet
    stop: WordSet
    head_noun: WordSet
    section_stop: WordSet
    claim: WordSet
    statement: WordSet
    suffix: WordSet
    respective: WordSet
    share: WordSet
    manner: WordSet
    inner: WordSet
    opener: WordSet
    group_age: WordSet
    have: WordSet
    other: WordSet
    told: WordSet
    event: WordSet
    shared: WordSet
    average: WordSet
    extent: WordSet
    set_measure: WordSet
    recipient: WordSet
    adverb: WordSet
    done: WordSet
    sum: WordSet
    moved: WordSet
    raising: WordSet
    reach: WordSet
    task: WordSet
    demand: WordSet
    announcing: WordSet
    praise: WordSet
    told_of: WordSet
    counted_thing: WordSet
    task_base: WordSet
    yardstick: WordSet
    aside: WordSet
    doubled: WordSet
    work: WordSet
    among: WordSet
    and_so_on: WordSet
    each_thing: WordSet
    grant: WordSet
    earner: WordSet
    achieve: WordSet
    dimension: WordSet
    limited: WordSet
    title: WordSet
    spend: WordSet
    raises_share: WordSet
    verdict: WordSet
    effort: WordSet
    receiving: WordSet
    set_up: WordSet
    bodies: WordSet
    doer: WordSet
    settlement: WordSet
    place: WordSet
    amount: WordSet
    rate: WordSet
    general: WordSet
    sick: WordSet
    deduction: WordSet
    value: WordSet
    classifier: WordSet
    inset: WordSet
    surface: WordSet
    points: WordSet
    stretch: WordSet
    body_unit: WordSet
    occasion: WordSet
    cases: WordSet
    once: WordSet
    paid: WordSet
    piece: WordSet
    counted: dict[str, str]
    people: dict[str, str]
    inhabitants: dict[str, str]
    closing_money: dict[str, str]
    closing_points: dict[str, str]
    closing_cases: dict[str, str]
    price_noun: str
    payment: re.Pattern[str]
    by: str
    time: re.Pattern[str]
    twin: re.Pattern[str]
    body: re.Pattern[str]
    body_end: re.Pattern[str]
    number: re.Pattern[str]
    each: re.Pattern[str]
    every: re.Pattern[str]
    apart: re.Pattern[str]
    slogan: re.Pattern[str]
    excepted: re.Pattern[str]
    per_each: re.Pattern[str]
    compare: re.Pattern[str]
    age: re.Pattern[str]
    per_head: re.Pattern[str]
    per_head_has: re.Pattern[str]
    per_head_chars: frozenset[str]
    weak: frozenset[str]
    narrative: frozenset[str]
    story: frozenset[str]
    numerals: frozenset[str]
    predicate: re.Pattern[str]
    opening: re.Pattern[str]
    sharing: re.Pattern[str]
    rowing: re.Pattern[str]
    respective_firsts: frozenset[str]
    stopping: re.Pattern[str]
    joint: re.Pattern[str]
    each_first: str
    every_first: str
    body_firsts: frozenset[str]
    compare_chars: frozenset[str]
    share_noun: str
    share_point: str
    rate_noun: str
    done_noun: str
    total_noun: str
    vague: str
    within: str
    total: str
    above: str
    below: str
    perfective: str
    of: str
    so_on: str
    ours: str
    all_of: str
    equals: str
    either: str
    already: str
    together: str
    measure: str
    fresh: str
    toward: str
    start_of_change: str
    reached: str
    level: str
    inside_place: str
    quoting: str

    def empty(self, text: str) -> bool:
        """Does a phrase name only measures and doings, but no thing (规范管理率, 咨询、讲座)?"""
        if self.named.at_start(text) or (self.named.at_end(text) and self.named.at_start(text, self.verb.at_start(text))):
            return False
        return self.generic.covers(text) or self.generic.covers(self.joint.sub("", text))

    def bound_to(self, text: str, at: int) -> bool:
        """Does an ending begin at ``at`` that makes one word of what stands before it (完成|率; not 建成|数字化门诊)?"""
        return self.suffix.at_start(text, at) > 0 and not self.keep.at_start(text, at)

    def inside(self, text: str, start: int, end: int) -> bool:
        """Does ``text[start:end]`` cut through a longer word (派出 of 派出所, 接受 of 直接受理, 予 of 免予)?"""
        if start and self.keep.at_start(text, start - 1) > end - start:
            return True
        return self.keep.at_start(text, start) > end - start or any(
            max(self.verb.at_start(text, at), self.keep.at_start(text, at)) > end - at > 0 for at in range(start + 1, end)
        )

    def bound_head(self, text: str) -> int:
        """How many characters of what follows a number belong to the number (以上; not 标准 of 标准化卫生室, 内 of 内科)."""
        length = self.bound.at_start(text)
        return 0 if length and (self.keep.at_start(text) > length or self.ending.at_start(text, length)) else length

    def without_issuer(self, text: str) -> str:
        """Text without who gave a task at its end (市卫生局 of 市卫生局下达)."""
        while issuer := self.issuer.at_end(text):
            stem = text[: -max(issuer, self.bodies.at_end(text))]
            if issuer == len(text) - len(stem) == 1 and text[-1] not in self.place and len(stem) <= _NAME:  # 物价|局
                return ""
            text = stem
        return text

    def count_tail(self, heading: str) -> int:
        """Where the words of counting that end a heading begin (标准化建设|任务数)."""
        return self.count_suffix.tail(heading)


def vocabulary(lexicons: Lexicons) -> Vocabulary:
    """The compiled word lists, made once for these lexicons.

    Raises:
        LexiconError: ``naming.toml`` lacks a list, or holds a pattern that is no regular expression.

    Example:
        >>> from summaryminer.lexicons import load
        >>> vocabulary(load()).generic.covers("规范管理率")
        True
    """
    return lexicons.compiled("naming.vocabulary", _compile)


_ELSEWHERE = {"classifier": "unit", "inset": "unit", "surface": "unit", "points": "unit", "occasion": "unit", "cases": "unit", "value": "cell"}
_ELSEWHERE |= {"stretch": "unit", "body_unit": "unit"}
_UNIT = (
    "vague", "within", "total", "above", "below", "perfective", "of", "so_on", "together", "fresh", "equals",
    "either", "by", "already", "ours", "all_of",
)  # fmt: skip
_NAMES = ("counted", "people", "inhabitants", "closing_money", "closing_points", "closing_cases")
_HEADING = tuple(field.name for field in fields(Vocabulary) if field.type == "WordSet" and field.name not in _ELSEWHERE)


def _compile(lexicons: Lexicons) -> Vocabulary:
    sets: dict[str, Any] = {name: WordSet(lexicons.words("naming", "heading", name)) for name in _HEADING}
    for name, table in _ELSEWHERE.items():
        sets[name] = WordSet(lexicons.words("naming", table, name))
    demands = {issuer + verb for issuer in sets["issuer"].words for verb in sets["demanding"].words}
    sets["lead"] = WordSet(sets["lead"].words | demands)  # 省局要求每艘船每月出海15天
    levels = {word for word in demands if len(word) > 3 or word[0] in sets["place"]}  # not 局核定 of 物价局核定
    for name in ("tail", "tail_of"):  # 完成县下达任务的98%
        sets[name] = WordSet(sets[name].words | levels)
    document = lexicons.document("naming")
    sets |= {name: _names(document, name) for name in _NAMES}
    sets |= {name: frozenset(document["character"][name]) for name in ("weak", "narrative", "story", "numerals")}
    times = "(?:" + "|".join(f"(?:{pattern})" for pattern in lexicons.words("naming", "pattern", "time")) + ")"
    first = re.escape(document["character"]["time"])
    since = document["pattern"]["since"].replace("TIME", times)
    return Vocabulary(
        **sets,
        **{name: document["unit"][name] for name in (*_UNIT, "share_point")},
        price_noun=document["unit"]["price"],
        payment=_pattern(lexicons, _either(sets["paid"])),
        time=_pattern(lexicons, f"(?=[{first}])(?:{since}|{times}(?:[、和](?=[{first}]){times})*)"),
        twin=_pattern(lexicons, rf"({_either(sets['place'])})\(((?:{_either(sets['place'])}|、)+)\)"),
        body=_pattern(lexicons, document["pattern"]["body"]),
        body_end=_pattern(lexicons, document["pattern"]["body"].removeprefix("^") + "(?:的|共)?$"),
        number=_pattern(lexicons, document["pattern"]["number"]),
        each=_pattern(lexicons, document["pattern"]["each"]),
        every=_pattern(lexicons, document["pattern"]["every"]),
        apart=_pattern(lexicons, document["pattern"]["apart"]),
        slogan=_pattern(lexicons, document["pattern"]["slogan"]),
        quoting=document["character"]["quoting"],
        excepted=_pattern(lexicons, document["pattern"]["excepted"]),
        per_each=_pattern(lexicons, document["pattern"]["per_each"]),
        compare=_pattern(lexicons, document["pattern"]["compare"]),
        age=_pattern(lexicons, document["pattern"]["age"]),
        per_head=_pattern(lexicons, document["pattern"]["per_head"]),
        per_head_has=_pattern(lexicons, f"({document['pattern']['per_head']})(?:{document['pattern']['per_head_has']})(?=..)"),
        per_head_chars=frozenset(document["character"]["per_head"]),
        predicate=_pattern(lexicons, _either(sets["doing"])),
        rowing=_pattern(lexicons, _either(sets["respective"])),
        respective_firsts=sets["respective"].firsts,
        sharing=_pattern(lexicons, _either(sets["share"])),
        stopping=_pattern(lexicons, _either(WordSet(sets["stop"].words - sets["join"].words))),
        joint=_pattern(lexicons, document["pattern"]["joint"]),
        each_first=document["pattern"]["each"][0],
        every_first=document["pattern"]["every"][0],
        body_firsts=frozenset(document["character"]["body"]),
        compare_chars=frozenset(document["character"]["compare"]),
        opening=_pattern(lexicons, _either(WordSet(sets["doing"].words | sets["opener"].words))),
        share_noun=document["unit"]["share"],
        rate_noun=document["unit"]["rate"],
        done_noun=document["unit"]["done"],
        total_noun=document["unit"]["total_of_parts"],
        measure=document["character"]["measure"],
        toward=document["character"]["toward"],
        start_of_change=document["character"]["from"],
        reached=document["character"]["reached"],
        level=document["character"]["level"],
        inside_place=document["character"]["inside"],
    )


def _pattern(lexicons: Lexicons, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        path = next(lexicons.files("naming.toml"))
        raise LexiconError(path, None, f"{pattern!r} is no regular expression ({error})", "mend the pattern") from None


def _either(words: WordSet) -> str:
    """A pattern for any of the words, longer ones first."""
    return "|".join(map(re.escape, sorted(words.words, key=lambda word: (-len(word), word))))


def _names(document: dict[str, Any], table: str) -> dict[str, str]:
    return {str(unit): str(noun) for unit, noun in document.get(table, {}).items()}
