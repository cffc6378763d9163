"""Which criterion a paper belongs under: by a code in its name, else by its words, kind, stage and unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from evidence import wording
from evidence.criteria import leaves_of
from evidence.intake.codes import Codes
from evidence.intake.confidence import Signs, confidence, of_later_place
from evidence.intake.debt_codes import NO_CODES, DebtCodes
from evidence.intake.fields import Fields
from evidence.intake.kinds import contrary, kinds_of
from evidence.intake.learned import Learned
from evidence.intake.matching import Index, bigrams, subject_words
from evidence.intake.office_words import field_words, field_words_among
from evidence.intake.paper import HAN, lay_out
from evidence.intake.phrases import common_phrase, grams
from evidence.intake.titles import title_from_name
from evidence.model import Criterion, CriterionId, Facts, Scope, Slot, SlotId, Suggestion
from evidence.units import same_unit

_MOST = 5
_CANDIDATES = 40  # items looked at closely, the most relevant by BM25
_CODE_IN_NAME, _CODE_IN_FOLDER = 0.995, 0.99
_CODE_ALONE = 0.15  # against what the paper says; still first, for whoever wrote it may have meant it
_CODE_DOUBTED_BY = 0.9  # what words must give another item to speak against a code
_SPEAKS_FOR_CODE = 3  # of the places by words, so many of the first bear a code out
_BESIDE_CODE = 0.3  # what words can still mean where a code says otherwise
_BODY_CHARS = 1500
_MOST_COUNTED = 3  # times that a word of the text counts
_COMMON = 0.15  # share of the items that have words which tell none of them from the others
_LEAST_NAMED = 0.2  # how much of the item's own field a file's name must have to be told
_HARD_TO_TELL = 0.25  # a margin below which the next place is named as well
_LEAST_SLOT_FIT = 0.15  # below this a slot is not chosen
_TOWNSHIP = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处|政府|.*办公室)?$")
# 云岭县…, 中共云岭县委…: whose paper it is says nothing of its subject.
_PLACE = re.compile(rf"^(?:中共)?[{HAN}]{{2,3}}?(?:县|镇|乡|街道)(?:人民政府|委员会|办公室|办事处)?")


# How much each witness counts towards an item's score; top-1 stays within two papers of a hundred if one is halved.
_RELEVANCE = 0.6  # BM25 of all words, as a share of the best item's
_BODY_IN_QUERY = 0.5  # how much a word of the text counts there, beside 2 for file and folders and 5 for the title
_BODY = 0.3  # BM25 of the text alone, likewise
_EXPLAINED = 0.4  # share of the title that the item has
_COVER = 0.7  # share of a slot's name that the title has
_NAMED_BY = 0.5  # share of the title that the slot's name has
_AROUND = 0.25  # share of a slot's name that file and folder names have beyond the title
_KIND, _OTHER_KIND, _STAGE = 0.18, -0.12, 0.05
_LEAD, _SUPPORT = 0.2, 0.08  # the paper comes from the item's leading or supporting unit
_TOWNSHIP_OWES, _TOWNSHIP_OWES_NOT, _OTHERS_OWE_NOT = 0.12, -0.03, -0.08


class _Words(Struct, frozen=True):
    """A paper's words by where they stand."""

    title: frozenset[str]
    around: frozenset[str]  # file name and folders
    body: Mapping[str, int]  # with how often each stands there
    names: dict[str, float]  # of title, file and folders, weighted, for BM25
    titled: str  # the title as it is written
    named: str  # file name and folders likewise
    text: str  # the beginning of the text


class _Heard(Struct, frozen=True):
    """What of a paper is asked of every slot and item alike."""

    facts: Facts
    in_title: dict[str, float]  # weight of a slot's name that the title has, by slot
    in_names: dict[str, float]  # likewise, that title, file or folders have
    title_weight: float
    from_township: bool
    units: frozenset[str]  # the units that items name which are the paper's


class _Fit(Struct, frozen=True):
    """How well one criterion fits; shares are 0–1."""

    criterion: Criterion
    slot: Slot | None
    score: float
    cover: float
    explained: float
    body: float  # BM25 of the text alone, as a share of the best item's
    has_body: bool
    owner: bool  # the paper comes from a unit that the item names


class Suggester:
    """Proposes places for papers in one scheme."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        """Index the scheme; only items that evidence is filed under are ever proposed."""
        self.criteria = criteria
        self.learned = Learned()
        self.owed = NO_CODES
        by_id = {criterion.id: criterion for criterion in criteria}
        self._leaves = leaves_of(criteria)
        self._by_id = {leaf.id: leaf for leaf in self._leaves}
        self._codes = Codes(self._leaves)
        fours = Counter(four for leaf in self._leaves for four in grams(_all_words(leaf)))
        self._common = frozenset(four for four, count in fours.items() if count > max(3, len(self._leaves) * _COMMON))
        self._index = Index(self._leaves, {leaf.id: _titles_above(leaf, by_id) for leaf in self._leaves})
        # Of each item the slots that ask for something, with the kinds that will do and the weight of their names. A
        # table may say no more of a material than its name.
        self._asked = {
            leaf.id: [
                (slot, kinds_of(slot), self._index.name_weight(slot)) for slot in leaf.required if not slot.waived
            ]
            for leaf in self._leaves
        }
        named = ((leaf.lead_unit, *leaf.support_units) for leaf in self._leaves)
        self._units = frozenset(unit for units in named for unit in units if unit)
        self._fields = Fields({leaf.id: _all_words(leaf) for leaf in self._leaves})

    def suggest(self, facts: Facts, text: str, source: PurePosixPath) -> tuple[Suggestion, ...]:
        """Return up to five places, the best first; empty where nothing points anywhere."""
        found = self._by_paper(facts, text, self.owed.bare(source))
        return self.owed.applied(found, facts, source)[:_MOST]

    def _by_paper(self, facts: Facts, text: str, source: PurePosixPath) -> tuple[Suggestion, ...]:
        """Return what the paper, its names and what clerks decided point to; `source` is without 补报码."""
        words = _words_of(facts, text, source)
        fits = self._fits(facts, words)
        signs = self._signs(fits, words) if fits else None
        first = confidence(signs) if signs else 0.0
        coded = self._by_code(facts, source, fits, first)
        found = [
            Suggestion(
                fit.criterion.id,
                fit.slot.id if fit.slot else None,
                of_later_place(first, place) if place else first,
                self._why(fit, facts, words),
            )
            for place, fit in enumerate(fits[:_MOST])
        ]
        if signs:
            found[0] = self._told_besides(found[0], signs, fits)
        found = list(self.learned.applied(found, facts, source))
        if coded:
            others = (item for item in found if item.criterion != coded.criterion)
            most = min(_BESIDE_CODE, coded.confidence)
            found = [coded, *(replace(item, confidence=min(item.confidence, most)) for item in others)]
        return tuple(found[:_MOST])

    def having_learned(self, learned: Learned) -> Suggester:
        """Return one for the same scheme that also goes by what clerks decided."""
        other = copy(self)
        other.learned = learned
        return other

    def expecting(self, owed: DebtCodes) -> Suggester:
        """Return one for the same scheme that knows papers by the codes of what units owe."""
        other = copy(self)
        other.owed = owed
        return other

    def choose_slot(self, criterion: CriterionId, facts: Facts) -> SlotId | None:
        """Return the slot of a criterion that fits the facts best; None where none fits."""
        leaf = self._by_id.get(criterion)
        if leaf is None:
            return None
        words = _title_words(facts)
        slot, fit, _ = self._best_slot(leaf, self._heard(facts, words, words))
        return slot.id if slot and fit >= _LEAST_SLOT_FIT else None

    def _told_besides(self, place: Suggestion, signs: Signs, fits: Sequence[_Fit]) -> Suggestion:
        """Return the first place with what speaks for it beside its words, and what keeps it from being certain."""
        told = [place.why]
        if signs.named >= _LEAST_NAMED:
            told.append(wording.WHY["named"])
        if not place.certain and not signs.subject:
            told.append(wording.WHY["off_subject"].format(words="、".join(sorted(self._fields.subject))))
        if not place.certain and signs.margin < _HARD_TO_TELL and len(fits) > 1:
            told.append(wording.WHY["hard_to_tell"].format(code=fits[1].criterion.code))
        return replace(place, why=wording.AND_ALSO.join(told))

    def _by_code(self, facts: Facts, source: PurePosixPath, fits: Sequence[_Fit], by_words: float) -> Suggestion | None:
        """Return the place that a code in the file name or in a folder names, the nearest to the file first.

        It is certain unless the paper's own words, of which the surest say `by_words`, tell of something else.
        """
        names = [(source.stem, True), *((part, False) for part in reversed(source.parts[:-1]))]
        for name, is_file in names:
            found = self._codes.leading(name)
            if found:
                criterion, written = found
                why = [wording.WHY["code_in_name" if is_file else "code_in_folder"].format(code=written)]
                sure = _CODE_IN_NAME if is_file else _CODE_IN_FOLDER
                borne_out = any(fit.criterion.id == criterion for fit in fits[:_SPEAKS_FOR_CODE])
                if not borne_out and by_words >= _CODE_DOUBTED_BY:
                    sure = _CODE_ALONE
                    why.append(wording.WHY["code_against_words"].format(code=fits[0].criterion.code))
                elif not borne_out and fits and fits[0].has_body:
                    sure = _CODE_ALONE
                    why.append(wording.WHY["code_without_words"])
                return Suggestion(criterion, self.choose_slot(criterion, facts), sure, wording.AND_ALSO.join(why))
        return None

    def _fits(self, facts: Facts, words: _Words) -> list[_Fit]:
        """Return the candidates, the best first."""
        body = self._index.relevance(words.body, _MOST_COUNTED)
        names = self._index.relevance(words.names)
        relevance = [_BODY_IN_QUERY * told + named for told, named in zip(body, names, strict=True)]
        explained = self._index.explained(words.title)
        most, most_body = max(relevance, default=0.0), max(body, default=0.0) or 1.0
        numbers = sorted(range(len(relevance)), key=lambda number: -relevance[number])[:_CANDIDATES]
        heard = self._heard(facts, words.title, words.around | words.title)
        fits: list[_Fit] = []
        for number in numbers:
            if relevance[number] <= 0:
                break
            leaf = self._leaves[number]
            slot, match, cover = self._best_slot(leaf, heard)
            bonus = _unit_bonus(leaf, heard)
            told = body[number] / most_body
            score = _RELEVANCE * relevance[number] / most + _BODY * told + _EXPLAINED * explained[number]
            score += match + bonus
            fits.append(
                _Fit(
                    leaf,
                    slot,
                    score,
                    cover,
                    explained[number],
                    told,
                    bool(words.body),
                    bonus > 0,
                )
            )
        return sorted(fits, key=lambda fit: -fit.score)

    def _signs(self, fits: Sequence[_Fit], words: _Words) -> Signs:
        first, others = fits[0], fits[1:]
        item = first.criterion.id
        lead = first.body - max((fit.body for fit in others), default=0.0)
        titled, named = field_words(words.titled), field_words(words.named)
        in_text = field_words_among(words.text, self._fields.words(item).intersection(words.body))
        return Signs(
            margin=min(1.0, first.score - (others[0].score if others else 0.0)),
            explained=first.explained,
            body_lead=lead if first.has_body else 0.0,
            has_body=first.has_body,
            owner=first.owner,
            field=self._fields.shared(item, titled | named | in_text),
            subject=self._fields.on_subject(item, f"{words.titled} {words.named} {words.text}"),
            named=self._fields.shared(item, named - titled),
            material=first.slot is not None or not first.criterion.required,
        )

    def _heard(self, facts: Facts, title: frozenset[str], names: frozenset[str]) -> _Heard:
        units = [unit for unit in (facts.unit, facts.issuer) if unit]
        return _Heard(
            facts,
            self._index.in_common(title),
            self._index.in_common(names),
            self._index.weight(title) or 1.0,
            any(_TOWNSHIP.search(unit) for unit in units),
            frozenset(named for named in self._units if any(same_unit(named, unit) for unit in units)),
        )

    def _best_slot(self, leaf: Criterion, heard: _Heard) -> tuple[Slot | None, float, float]:
        """Return the best slot with its score and the share of its name that the title has."""
        best: tuple[Slot | None, float, float] = (None, 0.0, 0.0)
        facts = heard.facts
        kind, stage = facts.kind, facts.stage
        each, others = (_TOWNSHIP_OWES, _TOWNSHIP_OWES_NOT) if heard.from_township else (_OTHERS_OWE_NOT, 0.0)
        for slot, kinds, name in self._asked[leaf.id]:
            of_kind = _kind_bonus(kind, kinds)
            if of_kind is None:
                continue
            shared = heard.in_title.get(slot.id, 0.0)
            cover = shared / name
            score = _COVER * cover + _NAMED_BY * shared / heard.title_weight
            score += _AROUND * (heard.in_names.get(slot.id, 0.0) / name - cover)
            score += of_kind
            if stage is not None and slot.stage == stage:
                score += _STAGE
            # A township's paper goes where each township owes one, and others' do not.
            score += each if slot.scope is Scope.EACH_TOWNSHIP else others
            if score > best[1]:
                best = (slot, score, cover)
        return best

    def _why(self, fit: _Fit, facts: Facts, words: _Words) -> str:
        """Return what a clerk can check: the material that the title is like, words of the text, the unit."""
        told: list[str] = []
        if fit.slot is not None and fit.cover > 0.3:
            told.append(wording.WHY["title_near_slot"].format(slot=fit.slot.name))
        phrase = common_phrase(_all_words(fit.criterion), words.text, words.body, self._common)
        if phrase:
            told.append(wording.WHY["words_in_text"].format(words=phrase))
        if fit.owner:
            told.append(wording.WHY["unit"].format(unit=facts.unit or facts.issuer))
        return wording.AND_ALSO.join(told) or wording.WHY["words_near_item"].format(code=fit.criterion.code)


def _all_words(leaf: Criterion) -> str:
    return "。".join([leaf.text or "", leaf.title or "", *(slot.name for slot in leaf.required)])


@lru_cache(maxsize=4096)
def _kind_bonus(kind: str | None, asked: tuple[str, ...]) -> float | None:
    """Return what it counts that a paper is of a kind where some are asked for; None if it can be none of these."""
    if asked and all(contrary(kind, one) for one in asked):
        return None
    if kind is None or not asked:
        return 0.0
    return _KIND if kind in asked else _OTHER_KIND


def _unit_bonus(leaf: Criterion, heard: _Heard) -> float:
    if not heard.units:
        return 0.0
    if leaf.lead_unit in heard.units:
        return _LEAD
    return _SUPPORT if any(unit in heard.units for unit in leaf.support_units) else 0.0


def _titles_above(leaf: Criterion, by_id: dict[CriterionId, Criterion]) -> str:
    titles: list[str] = []
    parent = leaf.parent
    while parent is not None and parent in by_id:
        titles.append(by_id[parent].title or "")
        parent = by_id[parent].parent
    return " ".join(titles)


def _title_words(facts: Facts) -> frozenset[str]:
    title = facts.title or ""
    return subject_words(_PLACE.sub("", title)) or subject_words(title)


def _words_of(facts: Facts, text: str, source: PurePosixPath) -> _Words:
    paper = lay_out("", source)
    name = title_from_name(paper.stem) or ""
    inner = " ".join(folder for folder in paper.folders if folder != facts.unit)
    title, around = _title_words(facts), subject_words(f"{name} {inner}")
    body = Counter(bigrams(text[:_BODY_CHARS]))
    names = dict.fromkeys(around, 2.0)
    for word in title:
        names[word] = names.get(word, 0.0) + 5.0
    return _Words(title, around, body, names, facts.title or "", f"{paper.stem} {inner}", text[:_BODY_CHARS])
