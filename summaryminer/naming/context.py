"""What an incomplete clause depends on: the headings before it, the clause or colon it follows, the section it stands in."""

from __future__ import annotations

from itertools import pairwise

from summaryminer.naming.clauses import Clause, clauses, normalise
from summaryminer.naming.partners import fine, section_thing, share_of, topic
from summaryminer.naming.phrases import LONGEST, Cutter
from summaryminer.naming.totals import common_end, different
from summaryminer.records import Document, Quantity

__all__ = ["PART_ENDS", "Context"]

PART_ENDS = ("；", ";")
"""What parts one whole with its parts from the next."""

_NAMED = 2  # the shortest name of a thing
_NEAR = 4  # how many headings back in a sentence a measure may look for its thing
_GRADED = 5  # how long the grade may be that begins a heading: 市级科普示范社区
_MEASURE = 3  # how short the name of a rate may be: 入园率
_RAISED = 10  # how long a measure may be that is raised
_ROUNDED = 0.001  # how much of a sum may be lost by rounding its parts
_LABEL = 6  # how long what names one number before a colon may be: (已婚：180人，未婚：50人)
_CLAUSE = 60  # how much of a clause without numbers is looked at


class Context:
    """The memory of a document being read, from which a clause that lacks its thing takes it.

    Args:
        document: the document.
        cutter: cuts phrases.
    """

    def __init__(self, document: Document, cutter: Cutter) -> None:
        self.document, self.cutter = document, cutter
        self.found: list[str] = []
        self.scope: list[str] = []
        """Headings of this sentence, without those in parentheses that have closed."""
        self.partners: dict[str, str] = {}
        """Of headings of this sentence that join a doing to its thing, the thing."""
        self.amounts: dict[str, str] = {}
        """Of headings of people in this sentence of whom an amount is told, that amount."""
        self.timely: set[str] = set()  # rates of this sentence that the text gives to a word said of one thing alone (乙肝及时)
        self.rest = ""
        """Heading of the whole of which 其他 is the rest, when its parts were told in the sentence before."""
        self.owner = ""
        """The measure that was set for one part before (标准 of 标准为中学850元)."""
        self.purpose = ""
        """What the money of this clause was spent on, when the next clause says so."""
        self._units: list[str] = []  # of the headings in scope
        self._values: list[float | None] = []
        self.parent = ""
        """Heading of the whole of which 其中 or parentheses give parts."""
        self.last = ""
        """Heading of the last quantity of this section."""
        self.unit = self.kind = ""
        self.run = 0
        """How many things have been counted in a row, with no rate between."""
        self._graded = self._whole = ""
        self._whole_unit = ""  # what the whole is counted in of which parts are told
        self._parted = -1  # how many headings of this sentence stand before the parts of a whole of the same unit
        self._listed = ""  # what was done to the things of the last list of this sentence (抽检 of 抽检餐具12份、水样8份)
        self._listed_unit = ""
        self._section = -2
        self._topic: str | None = ""
        self._leads: list[str | Clause] = []  # clauses of this sentence without numbers, cut when first asked for
        self._colon = ""
        self._listing = False
        self._several = False  # were several things told of in the sentence before?
        self._passed = ""  # the clause without numbers right before this one
        self._fresh = False  # has a clause without numbers come after the last quantity?
        self._stack: list[tuple[str, str, int, bool, int, str]] = []
        self._before = ""
        self._earlier: list[str | Clause] = []

    def enter(self, section: int, before: str | None) -> None:
        """Begin a sentence.

        Args:
            section: index of its section.
            before: what stands before it in its paragraph; ``None`` where it begins one.
        """
        if self._stack:  # the sentence before ended with parentheses: what they told is over
            self.last = self._stack[0][1]
        if section != self._section:
            self._section, self._topic, self.last = section, None, ""
        self.rest = self._whole
        if self.rest and not self._listing:
            self.last = self.rest
        if before is None:
            self.last = self.rest = ""
        self._whole = ""
        self._several = before == "" and not self.rest and different(self.scope)
        self.partners, self.amounts, self.timely = {}, {}, set()
        self._before, self._earlier = before or "", []
        self.scope, self._units, self._values, self._leads, self._stack = [], [], [], [], []
        self._colon = self.parent = self.owner = self._graded = ""
        self._parted, self.run = -1, 0
        self._listed = self._listed_unit = ""
        self._listing = False  # has a colon come, after which things are listed?
        self._fresh, self._passed, self.label = False, "", ""

    def open(self, clause: Clause) -> None:
        """Take note of the delimiter before a clause: inside parentheses stand parts of what stands before them."""
        if clause.opener in PART_ENDS:
            self.run = 0
        if clause.opener == "(":
            self._stack.append((self.parent, self.last, len(self.scope), self._fresh, self.run, self._passed))
            self.parent, self._whole_unit = (lead, "") if (lead := self.fresh_lead()) else (self.last, self.unit)
        elif clause.opener == ")" and self._stack:
            self.parent, self.last, depth, self._fresh, self.run, self._passed = self._stack.pop()
            del self.scope[depth:], self._units[depth:], self._values[depth:]

    def resumed(self, clause: Clause, before: str) -> str:
        """What stands before the first number of a clause, with what it goes on behind parentheses: 占|任务(3000份)|的."""
        share = clause.opener == ")" and before.startswith(self.cutter.words.of) and self.cutter.is_share(self._passed)
        self._fresh &= not share
        return self._passed + before if share else before

    def pass_by(self, clause: Clause) -> None:
        """Remember a clause without numbers."""
        if self.last and self.cutter.words.among.covers(clause.text):
            self.parent = self._whole = self.last
            self._whole_unit = self.unit
        elif clause.closer in "：:":
            # What stands before the colon that the number right behind it follows.
            self.label = clause.text if len(clause.text) <= _LABEL else ""
            if clause.opener in PART_ENDS and not self._stack:
                self._relabel()
            colon = self.cutter.strip_lead(self.cutter.strip_tail(clause.text[:_CLAUSE]))
            self._listing = True
            words = self.cutter.words
            rate = (words.rate.at_end(colon) > 1 or colon.endswith(words.rate_noun)) and _MEASURE <= len(colon) <= LONGEST
            whole = colon if rate and words.narrative.isdisjoint(colon) else topic(colon, self.cutter)
            self._colon = whole or (colon if words.empty(colon) else "")
        elif not self.cutter.words.manner.at_start(clause.text) or self.cutter.words.predicate.search(clause.text):
            self._leads.append(clause)
            self._fresh, self._passed = True, clause.text

    def forget(self, count: int) -> None:
        """What the last numbers were of says nothing of those that follow."""
        end = len(self.scope) - count
        del self.scope[end:], self._units[end:], self._values[end:]
        self.last, self.run = self.scope[-1] if self.scope else "", 0

    def _relabel(self) -> None:
        """Another label begins behind a semicolon: what was told under the one before (高血压：…；糖尿病：…) is not spoken of any more."""
        self.scope, self._units, self._values, self._leads = [], [], [], []
        self.partners, self.amounts, self.timely = {}, {}, set()
        self.last = self.parent = self.owner = self._graded = self._listed = self._listed_unit = ""
        self._parted, self.run = -1, 0

    def add(self, heading: str, quantity: Quantity) -> None:
        """Remember the heading of a quantity."""
        self.found.append(heading)
        self.scope.append(heading)
        self._units.append(quantity.unit)
        self._values.append(quantity.value)
        self.last, self.unit, self.kind = heading, quantity.unit, quantity.kind
        self._fresh, self._passed, self.label = False, "", ""
        self.run = 0 if quantity.kind == "rate" else self.run + 1

    def divide(self, unit: str) -> None:
        """Parts of what was counted begin here (其中): of the nearest heading of this sentence with the unit of the first part."""
        whole = self.counted(unit)
        self.parent = self._whole = whole or self.last
        self._whole_unit = unit
        self._parted = len(self.scope) if whole else -1

    def counted(self, unit: str) -> str:
        """The nearest heading of this sentence that is counted in a unit, ``""`` if none is."""
        return next((heading for heading, known in zip(reversed(self.scope), reversed(self._units), strict=True) if known == unit), "")

    def enlist(self, count: int) -> None:
        """The last numbers are of a list of things: what was found of as many of one unit behind it is told of them all."""
        units = set(self._units[-count:])
        if len(units) == 1 and len(self.scope) >= count and not self._stack:
            verb = self.cutter.words.verb.at_start(self.scope[-count])
            shared = common_end(self.scope[-count:], self.cutter)
            self._listed, self._listed_unit = shared or self.scope[-count][: verb if verb >= _NAMED else 0], units.pop()

    def verdict(self, core: str, quantity: Quantity) -> str:
        """The heading of what was found of all things of a list, ``""`` if it is no such thing: 抽检餐具12份、水样8份，合格18份."""
        told = core in self.cutter.words.verdict and self._listed_unit and not self._stack
        if not told or self._listed_unit not in (quantity.unit, self.unit if quantity.kind == "rate" else ""):
            return ""
        return self.cutter.fit(self._listed + core.removeprefix(self._listed))

    def alongside(self, phrase: str) -> None:
        """End the parts of a whole where another like it is told: 管理高血压患者90人，其中…；管理糖尿病患者60人."""
        like = len(phrase) > _NEAR and (phrase[:_NAMED] == self.parent[:_NAMED] or phrase[-_NEAR:] == self.parent[-_NEAR:])
        if self.parent and not self._stack and like:
            self.parent, self._parted = "", -1

    def of_another_kind(self, unit: str) -> bool:
        """Does a unit count things, where the whole before is of people (4个服务站 of 5万人)?"""
        words = self.cutter.words
        return self._whole_unit in words.people and unit in words.classifier and unit not in words.people

    def parts(self, total: Quantity) -> list[str]:
        """The headings of the numbers right before in this sentence that a number adds up, empty if it is no such sum."""
        rest, end = total.value or 0.0, len(self.scope)
        how_many = self._values[-1] if self.scope and self._units[-1] != total.unit else None  # 两项|合计200万元
        end -= how_many is not None
        for at in range(end - 1, -1, -1):
            value = self._values[at]
            if value is None or self._units[at] != total.unit:
                break
            rest -= value
            if end - at > 1 and abs(rest) <= abs(total.value or 0.0) * _ROUNDED:
                return self.scope[at:end] if how_many in (None, end - at) else []
        return []

    def amount(self) -> str:
        """The amount named before the colon, of which parts are told behind it: 最大班额：小学71人，初中68人."""
        words, colon = self.cutter.words, self._colon if self._listing else ""
        return self.cutter.last_words(colon, _MEASURE) if words.amount.at_end(colon) and not words.empty(colon) else ""

    def paying(self) -> tuple[str, ...]:
        """Where it may be told as what a sum is paid: before the colon, of the number right before in this sentence, in the clause before."""
        return self._colon if self._listing else "", self.last if self.scope else "", self.fresh_lead()

    def graded(self) -> str:
        """The thing of which grades are told in this sentence: that of the heading before the first of them."""
        if not self._graded:
            whole = self.parent or self.fresh_lead()
            if self.scope and (grade := self._grade(self.last)) and len(self.last) - grade < _GRADED:
                whole = self.last
            if not whole and not self.scope and self._grade(self.last):
                whole = self.last
            whole = whole or self.partner()
            self._graded = whole[self._grade(whole) :]
        return self._graded

    def _grade(self, heading: str) -> int:
        """Where the name of a grade ends that begins a heading, 0 if none does."""
        words = self.cutter.words
        ends = range(2, min(len(heading), _GRADED) + 1)
        return next((at for at in ends if words.grade.at_end(heading, at) and heading[at : at + 1] not in words.grade), 0)

    def above(self) -> str:
        """What the colon, the clause before or the section heading names, ``""`` where none does."""
        return self._colon or self.earlier() or self.topic()

    def measure(self, core: str, unit: str) -> str:
        """The rate that a phrase with a number of some unit is of: that before the colon, else that of the rate before it; the whole of a part."""
        words = self.cutter.words
        whole = (colon := self._colon if self._listing else "") or self.parent
        if words.makeup.at_end(colon):
            return words.share_noun  # 主要死因构成：早产18.5%
        if (part := self.cutter.is_part(core)) and words.rate.at_end(whole) and (colon or whole == self.owner or self._whole_unit in ("", unit)):
            return self.cutter.fit(whole, LONGEST - len(core))
        before = self.last if self.kind == "rate" and self.scope else ""
        if before in self.timely:  # 卡介苗接种率100%、乙肝及时92%、乙脑98%
            before = next((heading for heading in reversed(self.scope) if heading not in self.timely and words.rate.at_end(heading)), "")
        if before and self.unit == unit and part and words.rate.at_end(before) and (whole := self.cutter.without_part(before)):
            return self.cutter.fit(whole, LONGEST - len(core))
        if before and fine(self.unit) != fine(unit) and not words.rate.at_end(colon):
            return words.share_noun if colon or self._listing else ""  # 死亡率10.7‰，死因构成：早产18.5%
        for place in (colon, before):
            tail = place[words.generic.tail(place) :]
            if words.rate.at_end(tail):
                return tail if len(tail) > 1 else self.cutter.last_words(place, _MEASURE)
        return ""

    def lead(self) -> str:
        """The last clause of this sentence without a number, as a phrase, ``""`` if none names a thing."""
        return self._nearest(self._leads)

    def fresh_lead(self) -> str:
        """The same, if no number has come since."""
        return self._nearest(self._leads) if self._fresh else ""

    def earlier(self) -> str:
        """The last clause that names a thing before this sentence, in its paragraph and after the last number."""
        if self._before:
            text = self.cutter.words.number.sub("", normalise(self._before, self.cutter.words))
            self._earlier, self._before = list(clauses(text)), ""
        return self._nearest(self._earlier)

    def _nearest(self, places: list[str | Clause]) -> str:
        for at in range(len(places) - 1, -1, -1):
            place = places[at]
            if isinstance(place, Clause) and not self.cutter.words.story.isdisjoint(place.text):
                place = places[at] = ""
            elif isinstance(place, Clause):
                phrase = self.cutter.before(place.text[-_CLAUSE:]).text
                if self.cutter.words.manner.at_start(phrase) > 1:
                    phrase = ""
                told_of = self.cutter.words.told_of
                phrase = phrase[: next((at for at in range(_NAMED, len(phrase)) if told_of.at_start(phrase, at)), None)]
                done = phrase.rpartition(self.cutter.words.perfective)[2]
                place = places[at] = topic((done if len(done) > 1 else phrase).replace(self.cutter.words.of, ""), self.cutter)
            if place:
                return place
        return ""

    def topic(self) -> str:
        """What the section heading names, ``""`` if nothing."""
        if self._topic is None:
            sections = self.document.sections
            path = sections[self._section].path if 0 <= self._section < len(sections) else ()
            self._topic = section_thing(path, self.cutter)
        return self._topic

    def raised(self) -> str:
        """The measure that the clause right before says to be raised or lowered (提高供养标准, 标准提高), with its thing; ``""`` if none."""
        words, text = self.cutter.words, self.cutter.strip_lead(self._passed)
        head = words.raising.at_start(text)
        measure = self.cutter.strip_lead(text[head + text.startswith(words.perfective, head) :]) if head else ""
        if end := words.raising.at_end(text):  # 人均纯收入大幅|提高
            measure = measure or self.cutter.strip_tail(text[:-end])
        if not _NAMED <= len(measure) <= _RAISED or not words.narrative.isdisjoint(measure):
            return ""
        thing = (self.earlier() or self.topic()) if words.demand.covers(measure) or words.empty(measure) else ""
        thing = "" if thing.startswith(measure) else thing
        return self.cutter.fit(thing + measure) if len(thing) + len(measure) <= LONGEST else measure

    def claimed(self) -> str:
        """The measure of which the clause right before claims a rank: 人均结案数|居全市首位; ``""`` if it does not."""
        words, text = self.cutter.words, self.cutter.strip_lead(self._passed)
        ends = (at for at in range(_NAMED, min(len(text), _RAISED)) if words.claim.at_start(text, at))
        measure = text[: next(ends, 0)]
        return measure if words.narrative.isdisjoint(measure) else ""

    def in_full(self, noun: str) -> str:
        """The name of a thing that the clause right before told in full: 龙王沟水库工程 of 工程; ``""`` if it did not."""
        at = self._passed.find(noun, _NAMED)
        name = self.cutter.strip_lead(self._passed[: at + len(noun)]) if at > 0 else ""
        return name if len(noun) + _NAMED <= len(name) <= LONGEST and self.cutter.words.narrative.isdisjoint(name) else ""

    def several(self) -> bool:
        """Are the last numbers of several things, so that what is told next may be of them all (门诊9万人次，住院2600人次，总收入…)?"""
        return different(self.scope) if self.scope else self._several and not self._leads and not self._listing

    def dependent(self, core: str) -> bool:
        """Does the phrase name a measure or a doing, but no thing?"""
        words = self.cutter.words
        if core in words.verb:
            return core not in words.told
        if words.empty(core):
            return True
        doing = words.verb.at_start(core)
        if doing < _NAMED or not (core[doing:] in words.whole or core[doing:] == words.rate_noun):
            return False
        counted = self.kind == "count" or self.last in self.partners
        return not words.rate.at_end(core) or (bool(self.scope) and counted)

    def doing(self, heading: str) -> str:
        """What was done, of a heading that says whom it reached: of 电站建设涉及乡镇, built were stations."""
        reached = (at for word in self.cutter.words.reach.words if (at := heading.find(word, _NAMED)) >= 0)
        return heading[: min(reached, default=None)]

    def before_share(self, quantity: Quantity, before: str) -> str:
        """What a share right before is of, where growth is told of that and not of the share: 占总量的36%，同比上升12%; else ``""``."""
        words = self.cutter.words
        stem = self.last.removesuffix(words.share_noun)
        share = words.share_point in quantity.unit or before.endswith(tuple(words.level))  # 由去年的54%回落到52%
        if stem == self.last or share or any(word in before for word in words.raises_share.words):
            return ""
        return next((heading for heading in reversed(self.scope[:-1]) if share_of(heading, self.cutter) == self.last), "")

    def undivided(self) -> str:
        """The whole of the parts told before, of which a change behind them is told: 其中小麦12亩，玉米9亩，比上年增加3亩; else ``""``."""
        words = self.cutter.words
        parts = self.scope[self._parted :] if self._parted >= 0 else []
        told = len(parts) > 1 and len(set(parts)) == len(parts)  # a part told twice has its own change
        return self.parent if told and self.unit == self._whole_unit and words.each_first not in self.last and not self._stack else ""

    def counted_partner(self) -> str:
        """What a share without a thing is of: the partner of a lone number, but no rate."""
        partner, rate = self.partner(), self.cutter.words.rate
        return next((heading for heading in (partner, *reversed(self.scope)) if not rate.at_end(heading)), partner)

    def _above(self, measure: str) -> str:
        """What the colon or the section heading names, if the measure is rather of that than of the thing before it in its sentence."""
        words, near = self.cutter.words, self.scope[-1]
        above = self._colon if self._listing else self.topic()
        if measure in words.output and above and self._colon:
            return above if words.ground.at_end(near) else ""
        if not above or near.startswith(above[:2]) or not (words.field.at_start(above) or words.field.at_end(above)):
            return ""
        if measure in words.object:
            return above
        if measure in words.output:
            return above if words.ground.at_end(near) else ""
        telling = set(measure) - words.weak
        return above if telling & set(above) and not telling & set(near) and self.kind != "rate" else ""

    def partner(self, measure: str = "") -> str:
        """What a measure or a lone number is of: the heading before it in its sentence, else the clause or heading above it.

        Of several above it, the nearest that shares a telling pair of characters with the measure, else the nearest.

        Args:
            measure: the measure; empty for a lone number.
        """
        words = self.cutter.words
        if not measure and (self.scope or self._colon):
            return self.fresh_lead() or (self.scope[-1] if self.scope else self._colon)
        if self.purpose:
            return self.fresh_lead() or self.purpose
        first = bool(self._stack) and (len(self.scope) == self._stack[-1][2] or measure in words.verb)  # 罚款10家(结案7家，缴款6家)
        if self.parent and (first or not self.scope):
            return self.parent
        parts = self.scope[self._parted :] if self._parted >= 0 else []
        if len(parts) > 1 and words.rate.at_end(measure) and not words.rate.at_end(self.parent) and not any(map(words.rate.at_end, parts)):
            return self.parent  # 共47例，其中甲21例、乙15例，发病率…: that of the whole
        if self._fresh and not words.weak.issuperset(measure) and any(char in self.lead() for char in set(measure) - words.weak):
            return self.lead()
        if self._fresh and measure in words.spend and self.lead():
            return self.lead()  # 启动新馆建设，完成投资2000万元
        if self.scope and (field := self._above(measure)):
            return field
        rate = ""
        for heading in self.scope[: -_NEAR - 1 : -1]:
            if words.paper.at_end(heading) and words.sanction.at_start(measure):
                continue
            if heading in words.verb and len(measure) > 2:
                continue
            if words.rate.at_end(heading) and not words.rate.at_end(measure) and measure not in words.moved:
                rate = rate or heading
            elif not words.empty(heading) and not (self.parent and measure in words.verb and words.verb.at_end(heading)):
                return self.doing(heading) if measure in words.verb else heading
        if rate:
            return rate
        telling = [pair for pair in map("".join, pairwise(measure)) if words.weak.isdisjoint(pair)]
        last = "" if words.rate.at_end(self.last) and not words.rate.at_end(measure) else self.last
        places = (self.lead(), self._colon, self.earlier(), self.topic(), last)
        above = [place for place in places if len(place) > 1 and not words.empty(place)]
        if words.sanction.at_start(measure):
            above = [place for place in above if not words.paper.at_end(place)]
        return next((place for place in above if any(pair in place for pair in telling)), above[0] if above else "")
