"""The canonical indicator of a figure: given only when its heading, clause, section and unit say exactly that, and else none.

A heading is cut into words (:mod:`~summaryminer.naming.wordsets`). An indicator fits when all words of one of its synonyms are there and
whatever else is there is known to change nothing; a word that nothing explains (流动, 某村, 乙肝) may make it a part or another thing,
so no indicator is given. Of several that fit, the one that explains more words is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from summaryminer.finding.units import Units
from summaryminer.lexicons import Lexicons
from summaryminer.naming.domains import Domains
from summaryminer.naming.indicator_lexicon import Indicator, indicators
from summaryminer.naming.likeness import Likeness, Spoken
from summaryminer.naming.surroundings import Surroundings, View
from summaryminer.naming.synonyms import Candidate, Synonyms, vocabulary
from summaryminer.naming.unsaid import Unsaid
from summaryminer.naming.wordsets import LEXICON, WordSets, holds
from summaryminer.records import Quantity

__all__ = ["Matcher", "column", "matcher"]

# Headings repeat within and between reports; so many are remembered.
_REMEMBERED = 20_000
# So many characters before a number may hint at what it is about.
_NEAR = 80
# Where a sentence, or a part of one that stands for itself, ends.
_STOPS = "。！？；;\n"
# So many characters before a number may say that a rule asks for it.
_RULED = 16


class _Figure(NamedTuple):
    """What :meth:`Matcher.match` is told of one figure."""

    heading: str
    clause: str
    section: str
    quantity: Quantity
    status: str
    domain: str
    places: tuple[str, ...]
    before: str
    after: str


class Matcher:
    """Gives figures their canonical indicators.

    Args:
        lexicons: word lists, of which every ``indicators.toml``, ``naming_matching.toml`` and ``units.tsv`` are used.

    Raises:
        LexiconError: an indicator can't be used; the message names it.

    Example:
        >>> from summaryminer.lexicons import load
        >>> rate = Quantity(11, 14, "85%", 85, 85, 85, "%", "rate")
        >>> found = Matcher(load())
        >>> found.match("高血压患者规范管理率", "高血压患者规范管理率达85%", "慢病管理", rate, "actual", None)
        'hypertension.standardized_rate'
        >>> found.match("流动人口高血压规范管理率", "流动人口高血压规范管理率85%", "", rate, "actual", None) is None
        True
    """

    def __init__(self, lexicons: Lexicons) -> None:
        self.indicators = indicators(lexicons)
        self.words = WordSets(lexicons, vocabulary(self.indicators.values()))
        self._units = Units(lexicons).entries
        self._written = frozenset(lexicons.words(LEXICON, "matching", "written"))
        self._parts = lexicons.words(LEXICON, "matching", "part")
        self._rest = lexicons.words(LEXICON, "matching", "rest")
        self._domains = Domains(lexicons, self.indicators)
        self._place_ends = tuple(lexicons.words(LEXICON, "matching", "place_ends"))
        self._per_head = lexicons.words(LEXICON, "matching", "per_head")
        self._ruled = lexicons.words(LEXICON, "matching", "ruled")
        self._per_population = frozenset(lexicons.words(LEXICON, "matching", "per_population"))
        self._undivided = tuple(lexicons.words(LEXICON, "matching", "undivided"))
        self._norms = (*self._per_head, *lexicons.words(LEXICON, "matching", "norms"))
        self._look = Surroundings(lexicons, self.words)
        self._unsaid = Unsaid(lexicons)
        self._vocabularies: dict[str, frozenset[str]] = {}
        self._synonyms = Synonyms(self.indicators, self.words)
        self._likeness = Likeness(lexicons, self.words, self._synonyms, self._look)
        self._columns: dict[tuple[str, str], str] = {}
        self._general = frozenset(map(self.words.canonical, lexicons.words(LEXICON, "matching", "general")))
        self._counted = frozenset(lexicons.words(LEXICON, "matching", "counted"))

    def match(
        self,
        heading: str,
        clause: str,
        section: str,
        quantity: Quantity,
        status: str,
        change: str | None,
        *,
        domain: str = "",
        before: str | None = None,
        after: str = "",
        places: Sequence[str] = (),
        extended: bool = False,
        likely: bool = False,
    ) -> str | None:
        """The id of the indicator that a figure measures exactly, ``None`` if there is none.

        Args:
            heading: what the figure measures, as :mod:`~summaryminer.naming.headings` cut it.
            clause: clean text of the figure's clause.
            section: headings above it, joined.
            quantity: the number; its kind and unit count.
            status: ``actual``, ``target`` or ``standard``.
            change: ``increase`` or ``decrease`` for the size of a change, which takes no indicator of a level.
            domain: what the whole document is about, as :meth:`domain` tells.
            before, after: text of its paragraph before and after the number; the clause, if not given.
            places: names of the reporting body and its area; they add nothing at the beginning of a heading.
            extended: name those too that the lexicon keeps for comparing.
            likely: name the likeliest where none is certain (:class:`~summaryminer.naming.likeness.Likeness`).
        """
        if change is not None or quantity.change is not None:
            return None
        if before is None:
            before, _, after = clause.partition(quantity.text)
        left = self._look.own(before, after)[0]
        if self._unsaid.difference(left, before):
            return None
        if self._unsaid.of_population(left):
            return self._of_population(_Figure(heading, clause, section, quantity, status, domain, tuple(places), before.removesuffix(left), after))
        heading = self._unsaid.heading(self._without(heading, places), left)
        if heading == left.strip() or self.words.canonical(heading) == self.words.canonical(left.strip()):
            heading = self._look.parallel(before, left)
        figure = _Figure(heading, clause, section, quantity, status, domain, tuple(places), before, after)
        found = self._by_heading(figure)
        if found is None or (found and found.scope not in self._written and self._passed_over(found, left)):
            found = self._by_surroundings(figure) or found
        if not found and likely:
            found = self._likely(figure)
        if not found or not (extended or found.scope in self._written):
            return None
        return found.id

    def _of_population(self, figure: _Figure) -> str | None:
        """What a share of the inhabitants is the rate of: what was counted right before it (签约1.8万人，占常住人口的36%)."""
        told = self._own(figure, self._look(figure.before, "", figure.section), self._look.counted(figure.before))
        best = _best(found) if (found := [candidate for candidate in told if candidate.indicator.id in self._per_population]) else False
        return best.id if best else None

    def _passed_over(self, found: Indicator, left: str) -> bool:
        """Does a number's own text tell something, and nothing of what its heading means (编制 of 核定编制50名，实有43人)?"""
        told = self._synonyms.told(left)
        return bool(told) and told.isdisjoint(self._vocabulary(found))

    def _likely(self, figure: _Figure) -> Indicator | Literal[False]:
        """The indicator that a figure most likely measures, if none is certain."""
        left, right = self._look.own(figure.before, figure.after)
        view = self._look(figure.before, figure.after, figure.section)
        spoken = Spoken(figure.heading, (self._without(left, figure.places), right), figure.before, figure.section.rpartition("/")[2])
        found = self._likeness.find(spoken, view, lambda candidate, about: self._holds(candidate, figure, view, about, kin=True))
        return found or False

    def _by_heading(self, figure: _Figure) -> Indicator | Literal[False] | None:
        """What the heading means; ``False`` if it means two things or the surroundings forbid it, ``None`` if it says nothing."""
        if not figure.quantity.unit and figure.quantity.kind == "count" and self._synonyms.tells(self._look.own("", figure.after)[1]):
            return None  # what is counted stands after the bare number
        candidates = [candidate for candidate in self._synonyms.read(figure.heading) if self._counts(candidate, figure)]
        if not candidates:
            return None
        view = self._look(figure.before, figure.after, figure.section)
        if view.both or self._look.of_part(view.left):
            return False
        about = figure.heading if view.shared else f"{figure.heading} {view.left}"
        fitting = [candidate for candidate in candidates if self._holds(candidate, figure, view, about) and self._near(candidate, figure)]
        if self._look.of_rate(view.left) and not view.shared:
            fitting = self._of_rate(figure, view, fitting)
        own = view.left + view.right
        if fitting and len(own) > len(figure.heading) and not view.shared:
            fitting.extend(self._own(figure, view, own))
        return _best(fitting) if fitting else None

    def _of_rate(self, figure: _Figure, view: View, fitting: list[Candidate]) -> list[Candidate]:
        """What a heading means of a number whose own text names a rate, which is the one told, but maybe not whose (重点人群签约40人，签约率6%)."""
        told = self._synonyms.told(view.left)
        named = [candidate for candidate in self._own(figure, view, view.left) if not candidate.weak]
        kept = [candidate for candidate in fitting if not told or not told.isdisjoint(candidate.words)]
        meant = {candidate.indicator.id for candidate in named}
        closer = [candidate for candidate in kept if any(self._narrower(candidate, general) for general in named)]
        return closer or [candidate for candidate in kept if candidate.indicator.id in meant] or named or kept

    def _narrower(self, candidate: Candidate, general: Candidate) -> bool:
        """Does a candidate ask for what another does, and for whose it is: not for a measure of its own (接种 建卡 beside 接种)?"""
        rest = candidate.words - general.words
        return general.words < candidate.words and not any(found.indicator is candidate.indicator for found in self._synonyms.within(rest))

    def _by_surroundings(self, figure: _Figure) -> Indicator | Literal[False] | None:
        """What the figure's own stretch of text means, with the topic before it."""
        left, right = self._look.own(figure.before, figure.after)
        right = self._unsaid.right(right, figure.after, figure.quantity.unit)
        left = self._unsaid.share(left)
        paired = self._look.paired(figure.before, left)
        left = self._look.parallel(figure.before, paired or left)
        left, right = self._unsaid.people(left, right, figure.quantity.unit, figure.before, figure.after)
        if len(figure.quantity.unit) > 1 and not right and self._synonyms.tells(figure.quantity.unit):
            left += figure.quantity.unit  # 3.3万人口
        if not self._synonyms.tells(self._without(left + right, figure.places)):
            return None
        view = self._look(figure.before, figure.after, figure.section)
        if view.both or view.shared or (view.listed and not paired) or self._look.of_part(figure.heading):
            return False
        for own in (left,) if not right else (left + right,) if self._synonyms.tells(right) else (left + right, left):
            fitting = self._own(figure, view, own)
            if len(view.topics) == 1:
                for candidate in self._synonyms.read(self._without(own, figure.places), view.topics):
                    if self._holds(candidate, figure, view, own) and view.topics <= self._vocabulary(candidate.indicator):
                        fitting.append(candidate)
            if fitting:
                return _best(fitting)
        return None

    def _own(self, figure: _Figure, view: View, own: str) -> list[Candidate]:
        """What a number's own stretch of text says by itself; what needs surroundings, only if nothing else is spoken of."""
        return [
            candidate
            for candidate in self._synonyms.read(self._without(own, figure.places))
            if self._holds(candidate, figure, view, own)
            and (not candidate.weak or self._about(candidate.indicator, figure, view))
        ]

    def _vocabulary(self, entry: Indicator) -> frozenset[str]:
        """The canonical words that an indicator is told by."""
        found = self._vocabularies.get(entry.id)
        if found is None:
            found = self._vocabularies[entry.id] = frozenset(map(self.words.canonical, (*vocabulary([entry]), *entry.hints)))
        return found

    def _about(self, entry: Indicator, figure: _Figure, view: View) -> bool:
        """Is what is spoken of around a number what the indicator is about?"""
        known = self._vocabulary(entry)
        if view.topics <= known or not view.inherited:
            return view.topics <= known
        # Another sentence's topic is over; that of the heading above is not.
        return bool(self._look.topics(figure.before)) and self._look.topics(_sentence(figure.before)) <= known

    def _holds(self, candidate: Candidate, figure: _Figure, view: View, about: str, *, kin: bool = False) -> bool:
        """Do unit, status and surroundings allow a candidate?"""
        return (
            self._counts(candidate, figure, kin=kin)
            and (view.joined <= candidate.words)
            and not (view.right and not figure.quantity.unit and candidate.words.isdisjoint(self.words.cut(view.right)))
            and not (view.each and self._of_all(candidate.indicator))
            and not (view.among and not self._tells(candidate, view.left) and self._told(candidate, figure, view))
            and not (view.inherited and self._look.rivals(figure.before, candidate.words))
            and not holds(view.headed, candidate.indicator.exclude)
            and not (self._unsaid.narrowed(view.lead, candidate.indicator.label) and not candidate.indicator.id.startswith(self._undivided))
            and self._speaks_of(candidate, figure, about)
        )

    def _near(self, candidate: Candidate, figure: _Figure) -> bool:
        """Does what the candidate is about stand in the number's paragraph or in a heading above it, not in another paragraph alone?"""
        about = {word for word in candidate.words if self._look.named_so(word)}
        around = f"{figure.before}{figure.after[:_NEAR]}{figure.section}{''.join(figure.places)}"
        return not about or any(topic in about for topic in self._look.named(around))

    def _tells(self, candidate: Candidate, own: str) -> bool:
        """Does a number's own text say by itself all that makes the candidate?"""
        return any(found.indicator is candidate.indicator for found in self._synonyms.within(frozenset(self.words.cut(own))))

    def _told(self, candidate: Candidate, figure: _Figure, view: View) -> bool:
        """Is what the candidate measures told by the text before a number's own: of 在册88人，其中在管85人 the whole is?"""
        before = _sentence(figure.before)
        words = view.topics.union(self.words.cut(before[: len(before) - len(view.left)]))
        return any(found.indicator is candidate.indicator for found in self._synonyms.within(words))

    def column(self, heading: str, unit: str) -> str:
        """The column of a figure without indicator: an indicator for comparing that its heading fulfils, or the words of the heading."""
        key = (heading, unit)
        if key not in self._columns:
            if len(self._columns) >= _REMEMBERED:
                self._columns.clear()
            self._columns[key] = self._column(heading, unit)
        return self._columns[key]

    def _column(self, heading: str, unit: str) -> str:
        known = self._units.get(unit)
        kind = known.kind if known is not None else "count"
        fitting = [
            candidate
            for candidate in self._synonyms.read(heading)
            if not candidate.weak
            and not candidate.target
            and candidate.indicator.scope not in self._written
            and candidate.indicator.kind == kind
            and (unit in candidate.indicator.units or (known is not None and known.family in candidate.indicator.units))
            and not any(word in heading for word in candidate.indicator.exclude)
        ]
        found = _best(fitting) if fitting else False
        if found:
            return found.id
        if kind == "rate" or known is None:
            return f"{self.words.key(heading)}|{unit}"
        return f"{self.words.key(heading)}|{'' if known.family in self._counted else known.family}"

    def vague(self, heading: str) -> bool:
        """Could a heading stand for many things (占比, 在岗人数), so that two reports which have it need not mean the same?"""
        return all(word in self.words.fillers or word in self._general for word in self.words.cut(heading))

    def domain(self, text: str) -> str:
        """What a document is about: the domain whose cue words it has often enough, else ``other``; ``""`` for a text too short to tell."""
        return self._domains.of(text)

    def _without(self, text: str, places: Iterable[str]) -> str:
        """A text without the name of the reporting body or its area at its beginning."""
        for place in places:
            if text[:3] not in place:
                continue
            length = next((n for n in range(min(len(text) - 2, len(place)), 2, -1) if text[:n] in place and text[:n].endswith(self._place_ends)), 0)
            if length:
                return text[length:]
        return text

    def _of_all(self, entry: Indicator) -> bool:
        """Does the indicator count the whole, so that a number for each of many is another thing?"""
        return entry.kind in ("count", "money") and not any(word in entry.label for word in self._norms)

    def _counts(self, candidate: Candidate, figure: _Figure, *, kin: bool = False) -> bool:
        entry, quantity = candidate.indicator, figure.quantity
        if (candidate.target and figure.status != "target") or entry.kind != quantity.kind:
            return False
        unit = quantity.unit
        known = self._units.get(unit)
        if figure.status == "standard" and not any(word in entry.label for word in self._norms):
            if quantity.bound in ("at_least", "at_most") or any(word in figure.before[-_RULED:] for word in self._ruled):
                return False  # what a rule asks for, not what there is
            if known is not None and known.family == "event" and not {"person_time", "人次"}.isdisjoint(entry.units):
                return False  # how often each person is due, not how many were seen
        if not unit or unit in entry.units:
            return True
        return known is not None and (known.family in entry.units or (kin and not self._likeness.kin(known.family).isdisjoint(entry.units)))

    def _speaks_of(self, candidate: Candidate, figure: _Figure, own: str) -> bool:
        entry, heading, clause, section = candidate.indicator, figure.heading, figure.clause, figure.section
        if holds(own, self._rest) or holds(own, entry.exclude):
            return False
        top = section.rpartition("/")[2]
        for word in self._parts:
            # In what is the number's own and in the heading, or in neither; and above only what the heading says too.
            if ((word in own) != (word in heading) or (word in top and word not in heading)) and not holds(entry.label, self._parts):
                return False
        if entry.require and not any(word in clause for word in entry.require):
            return False
        if entry.never_near and holds(_sentence(figure.before), entry.never_near):
            return False
        if candidate.weak and entry.not_near and any(word in _sentence(figure.before) for word in entry.not_near):
            return False  # what needs its surroundings is not helped by such as speak of another thing
        if self._domains.elsewhere(entry.id, figure.domain, (figure.before[-_NEAR:], clause, section)):
            return False
        if not candidate.weak or (figure.domain and entry.domain == figure.domain):
            return True
        return any(word in figure.before[-_NEAR:] or word in clause or word in section for word in entry.hints)


@lru_cache(maxsize=4)  # every candidate of a figure asks for the same
def _sentence(before: str) -> str:
    """What stands before a number in its sentence, as much as is near."""
    return before[max(map(before.rfind, _STOPS)) + 1 :][-_NEAR:]


def _best(fitting: Sequence[Candidate]) -> Indicator | Literal[False]:
    """The indicator that explains most; of two that explain as much, the one that tables name; ``False`` if that leaves two."""
    best = max(candidate.weight for candidate in fitting)
    found = {candidate.indicator.id: candidate.indicator for candidate in fitting if candidate.weight == best}
    named = [indicator for indicator in found.values() if indicator.scope == "core"] or [*found.values()]
    return named[0] if len(named) == 1 else False


def matcher(lexicons: Lexicons) -> Matcher:
    """The matcher of these lexicons, made once."""
    return lexicons.compiled(Matcher, Matcher)


def column(indicator_id: str | None, heading: str, unit: str, lexicons: Lexicons) -> str:
    """The column that a figure belongs to when reports are compared: its indicator, or else what its heading says.

    Args:
        indicator_id: canonical indicator, ``None`` if it has none.
        heading: what the figure measures.
        unit: its unit; things of different families (人, 人次, %) never share a column.
        lexicons: word lists.

    Example:
        >>> from summaryminer.lexicons import load
        >>> column(None, "发放慰问金", "元", load()) == column(None, "慰问金发放", "元", load())
        True
    """
    if indicator_id:
        return indicator_id
    return matcher(lexicons).column(heading, unit)
