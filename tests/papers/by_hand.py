"""Papers that were written by hand in the manner of other offices, with the items they belong under, named and laid
out by each office's habits; no sentence, subject or name is shared with the papers that the grammar makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from random import Random

from evidence.criteria import leaves_of
from evidence.extract import media
from evidence.extract.found import Reading
from evidence.intake.facts import facts_of
from evidence.model import Criterion, CriterionId
from papers.filed import FiledPaper

_DATA = Path(__file__).resolve().parent.parent / "data"
_WRITTEN, _FILLER = _DATA / "papers_by_hand.txt", _DATA / "filler_by_hand.txt"
_NOWHERE = 0.2  # share of the papers that belong nowhere
_COUNTIES = ("青溪县", "石泉县", "永丰县", "碧江县", "宁河县", "望城县")
_YEARS = (2021, 2022, 2023)
_KINDS: Mapping[str, str] = {
    "docx": media.DOCX,
    "pptx": media.PPTX,
    "pdf": media.PDF,
    "xlsx": media.XLSX,
    "png": media.PNG,
    "jpg": media.JPEG,
}
_STRANGERS = ("统计局", "团县委", "供销社", "退役军人局", "机关事务中心", "档案馆")


class Habit(Enum):
    """How a paper is named and where it is put."""

    AS_WRITTEN = auto()
    TITLED = auto()  # named after its title, in a folder of the year
    SORTED = auto()  # named after its title, in a folder of the group that the item is in, now and then of another
    BY_CHAT = auto()  # as the chat or the scanner named it, among what came by chat
    ON_A_STICK = auto()  # in the folder of a unit that has nothing to do with it
    MISNAMED = auto()  # under the name of another paper
    CODED = auto()  # begins with the item's code
    MISCODED = auto()  # begins with another item's code


_SHARES = {
    Habit.AS_WRITTEN: 8,
    Habit.TITLED: 3,
    Habit.SORTED: 3,
    Habit.BY_CHAT: 4,
    Habit.ON_A_STICK: 2,
    Habit.MISNAMED: 1,
    Habit.CODED: 1,
    Habit.MISCODED: 1,
}


@dataclass(frozen=True, slots=True)
class HandWritten:
    """One paper that was written, before it is named."""

    codes: tuple[str, ...]  # none: it belongs nowhere
    source: PurePosixPath
    text: str

    @property
    def title(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0] or self.source.stem


def written() -> list[HandWritten]:
    """Return all papers, in the order of the file."""
    found: list[HandWritten] = []
    for line in _lines(_WRITTEN):
        codes, path, text = (part.strip() for part in line.split(" | ", 2))
        own = tuple(codes.split(",")) if codes != "-" else ()
        found.append(HandWritten(own, PurePosixPath(path), text.replace("\\t", "\t").replace("/", "\n")))
    return found


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def papers_by_hand(criteria: Sequence[Criterion], seed: int) -> Iterator[tuple[Habit, FiledPaper]]:
    """Yield the written papers, each by a habit of its own, a fifth of which belong nowhere; the same for a seed."""
    random = Random(seed)  # noqa: S311 — names, no secrets
    items = {leaf.code: leaf.id for leaf in leaves_of(criteria)}
    groups = {leaf.code: _group(leaf, criteria) for leaf in leaves_of(criteria)}
    papers, filler = written(), _lines(_FILLER)
    belonging = [paper for paper in papers if paper.codes]
    strangers = [paper for paper in papers if not paper.codes]
    most = round(len(belonging) * _NOWHERE / (1 - _NOWHERE))
    for paper in [*belonging, *random.sample(strangers, min(most, len(strangers)))]:
        habit = random.choices(list(_SHARES), list(_SHARES.values()))[0]
        other = random.choice([one for one in papers if not set(one.codes) & set(paper.codes)])
        county, year = random.choice(_COUNTIES), random.choice(_YEARS)
        source, text = _source(paper, habit, other, groups, random), _filled(paper, filler, random)
        for mark, word in (("{X}", county), ("{Y}", str(year)), ("{Z}", str(year - 1))):
            source, text = source.replace(mark, word), text.replace(mark, word)
        yield habit, _filed(PurePosixPath(source), text, frozenset(items[code] for code in paper.codes))


def _filled(paper: HandWritten, filler: Sequence[str], random: Random) -> str:
    """Return a paper's text, of half the written ones drawn out by what papers of any office say besides."""
    if paper.source.suffix not in (".docx", ".pdf") or "\n" not in paper.text or random.random() < 0.5:
        return paper.text
    fitting = [line[2:] for line in filler if line.startswith("-") or paper.codes]
    head, *rest = paper.text.split("\n")
    at = random.randrange(len(rest)) if len(rest) > 1 else len(rest)
    return "\n".join([head, *rest[:at], *random.sample(fitting, random.randrange(2, 11)), *rest[at:]])


def _source(paper: HandWritten, habit: Habit, other: HandWritten, groups: Mapping[str, str], random: Random) -> str:
    path, ending = paper.source, paper.source.suffix
    match habit:
        case Habit.AS_WRITTEN:
            return str(path)
        case Habit.TITLED:
            return f"{path.parts[0]}/{{Y}}年/{paper.title[:40].replace(chr(9), '')}{ending}"
        case Habit.SORTED:
            own = paper.codes or ("",)
            group = groups.get(own[0], "其他") if random.random() < 0.85 else random.choice(list(groups.values()))
            return f"{path.parts[0]}/{group}/{paper.title[:40].replace(chr(9), '')}{ending}"
        case Habit.BY_CHAT:
            number = random.randrange(1, 9)
            names = (f"新建文档({number})", f"扫描件{number}", f"{{Y}}12{number}0_1530{number}2", f"文件{number}(1)")
            return f"微信接收/{{Y}}-12/{random.choice(names)}{ending}"
        case Habit.ON_A_STICK:
            return f"{random.choice(_STRANGERS)}/{path.stem}{ending}"
        case Habit.MISNAMED:
            return f"{path.parts[0]}/{other.source.stem}{ending}"
        case Habit.CODED | Habit.MISCODED:
            own = paper.codes if habit is Habit.CODED and paper.codes else ()
            code = random.choice(own or [code for code in groups if code not in paper.codes])
            return f"{path.parts[0]}/{code} {path.stem}{ending}"


def _group(leaf: Criterion, criteria: Sequence[Criterion]) -> str:
    """Return what an office calls the folder of an item's group."""
    above = {one.id: one for one in criteria}
    return (leaf.parent and above[leaf.parent].title) or leaf.code


def _filed(source: PurePosixPath, text: str, items: frozenset[CriterionId]) -> FiledPaper:
    kind = _KINDS[source.suffix[1:]]
    facts, *_ = facts_of(Reading(kind, text, 1, not text, frozenset()), source)
    return FiledPaper(facts, text, source, items)
