"""The vocabulary of a dossier: frozen values that every other part speaks in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NewType

from msgspec import Struct

from evidence.crop import Crops
from evidence.imprint import AS_PROPOSED, Imprint

if TYPE_CHECKING:
    from evidence.rendition import Rendition
    from evidence.reviews import Review

CriterionId = NewType("CriterionId", str)
SlotId = NewType("SlotId", str)
SchemeId = NewType("SchemeId", str)
UnitId = NewType("UnitId", str)
PieceId = NewType("PieceId", str)
OriginalId = NewType("OriginalId", str)
FilingId = NewType("FilingId", str)
BatchId = NewType("BatchId", str)
Sha256 = NewType("Sha256", str)  # 64 lower-case hexadecimal digits


def new_id() -> str:
    """Return a fresh row key (UUID4 as 32 hexadecimal digits)."""
    from uuid import uuid4

    return uuid4().hex


class Rule(StrEnum):
    """How a criterion's points are won or lost."""

    ALL_OR_NOTHING = "all_or_nothing"
    GRADED = "graded"
    PER_FINDING = "per_finding"
    RATIO = "ratio"
    VETO = "veto"
    BONUS = "bonus"


class Years(StrEnum):
    """Which years a slot asks for, counted back from the base year."""

    EACH_OF_LAST_3 = "each_of_last_3"
    EACH_OF_LAST_2 = "each_of_last_2"
    LATEST = "latest"
    ANY = "any"


class Scope(StrEnum):
    """Who owes what a slot asks for."""

    OWN = "own"
    EACH_TOWNSHIP = "each_township"
    EACH_DEPARTMENT = "each_department"


class UnitKind(StrEnum):
    """What a unit is in the county."""

    DEPARTMENT = "department"  # 县直单位
    TOWNSHIP = "township"  # 乡镇（街道）


class Approach(StrEnum):
    """How a unit is asked for what it owes."""

    PAPER = "paper"  # by the steps of 催报
    VISIT = "visit"  # somebody goes there: 县委办 and the like are not sent 催办


class Mode(StrEnum):
    """Whom the dossier is for."""

    OWN = "own"  # 本级申报: the office hands in all of it
    PART = "part"  # 向上级报送: an upper level does; the office contributes its part, under that level's numbering


class Stage(StrEnum):
    """Where in the chain 部署 → 落实 → 成效 → 整改 a piece stands."""

    ORDER = "部署"
    WORK = "落实"
    RESULT = "成效"
    RECTIFY = "整改"


class Level(StrEnum):
    """At which level the office stands that issued a paper."""

    STATE = "国"
    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"  # the county's party committee, government, and the bodies that they lead
    DEPARTMENT = "部门"  # of the county
    TOWNSHIP = "乡镇"
    COMPANY = "企业"


class State(StrEnum):
    """How far a slot or a criterion is provided for."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_open(self) -> bool:
        """Whether something is still asked for."""
        return self in (State.PARTIAL, State.MISSING)


class Flag(StrEnum):
    """What was noticed about a file or marked by a clerk."""

    DRAFT = "draft"
    TRACKED_CHANGES = "tracked_changes"
    COMMENTS = "comments"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    SECRET = "secret"
    PERSONAL_DATA = "personal_data"
    ROTATED = "rotated"
    LOW_DPI = "low_dpi"
    WRONG_EXTENSION = "wrong_extension"
    MACROS = "macros"
    TO_REVIEW = "to_review"  # 待复核: somebody wants it looked at again


class ArrivalState(StrEnum):
    """What became of a file that arrived."""

    NEW = "new"
    DUPLICATE = "duplicate"
    JUNK = "junk"
    OPENED = "opened"  # an archive whose members are files of their own
    REFUSED = "refused"
    UNREADABLE = "unreadable"


class Fact(StrEnum):
    """One of the `Facts`, by the name of its field."""

    TITLE = "title"
    NUMBER = "document_number"
    ISSUER = "issuer"
    DAY = "issued_on"
    YEAR = "year"
    KIND = "kind"
    STAGE = "stage"
    UNIT = "unit"
    LEVEL = "level"
    SEAL = "seal"
    VALID_UNTIL = "valid_until"
    PLACE = "place"


class Edition(StrEnum):
    """Which readers a document is made for."""

    INTERNAL = "internal"
    SUBMISSION = "submission"


class Slot(Struct, frozen=True):
    """One material that a criterion asks for; `count` is the least number for each year and owing unit."""

    id: SlotId
    name: str
    kinds: tuple[str, ...]  # any of them will do; empty: any kind
    stage: Stage | None
    years: Years
    count: int
    must: tuple[str, ...]  # demands on the paper's form, as written in the table
    scope: Scope
    owners: tuple[str, ...] = ()  # of EACH_DEPARTMENT: the chosen units; empty: not chosen yet
    alternative: str | None = None  # slots of one item with the same mark stand for each other (…或…)
    paper_allowed: bool = True  # whether a piece that lies elsewhere on paper counts
    waived: str | None = None  # 不涉及: the reason
    proposed: bool = False  # 建议应备（待确认）: no table and no clerk asked for it yet
    due: str | None = None  # 完成时限, ISO or as written; None: the item's


class Criterion(Struct, frozen=True):
    """A node of the scheme; those that no other names as parent are the items that evidence is filed under."""

    id: CriterionId
    parent: CriterionId | None
    code: str
    title: str | None
    text: str | None
    points: float | None
    rule: Rule | None
    method: str | None  # the scoring standard as written
    lead_unit: str | None
    support_units: tuple[str, ...]
    key: bool
    veto: bool
    bonus: bool
    required: tuple[Slot, ...]
    ways: str | None = None  # 评价方式, as written
    person: str | None = None  # 责任人、联系电话
    due: str | None = None  # 完成时限: ISO where the table names a day, else as written
    note: str | None = None


class SchemeFacts(Struct, frozen=True):
    """What a criteria table says of itself."""

    title: str
    edition: str | None
    document_number: str | None
    total_points: float | None  # without bonus; None where no item has points


class Notice(Struct, frozen=True):
    """Something a person should know about; `wording.notice` makes the sentence."""

    code: str
    where: str  # a place in the source such as `Sheet1!C12`, or a path
    params: tuple[tuple[str, str | int], ...] = ()


class SchemeReading(Struct, frozen=True):
    """A criteria table as read, groups before their children, in the table's order."""

    facts: SchemeFacts
    items: tuple[Criterion, ...]
    warnings: tuple[Notice, ...]


class Facts(Struct, frozen=True):
    """What is known of a paper; None is unknown and is never guessed into a value."""

    title: str | None = None
    document_number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    year: int | None = None  # the year it tells of, not the year it was written
    kind: str | None = None
    stage: Stage | None = None
    unit: str | None = None  # who handed it in
    level: Level | None = None  # of the issuer, the first of several
    seal: bool | None = None  # whether it is sealed; what a program sees of a seal is a hint, and it never says no
    valid_until: date | None = None  # the last day of a certificate's term; None: it has no end (长期), or is unknown
    place: str | None = None  # where it happened that a photograph shows


class Suggestion(Struct, frozen=True):
    """A proposed place for a piece."""

    criterion: CriterionId
    slot: SlotId | None
    confidence: float  # 0–1
    why: str  # a reason that the clerk can check, in office Chinese

    @property
    def certain(self) -> bool:
        """Whether the place is sure enough to be taken without asking, by one who wants that."""
        return self.confidence >= 0.98  # as the contract of the command line says


class Original(Struct, frozen=True):
    """Bytes in the vault, never altered."""

    id: OriginalId
    sha256: Sha256
    name: str  # the file name on arrival
    size_bytes: int
    media_type: str
    pages: int | None
    scanned: bool
    confidence: float | None = None  # of text that was recognised on its pages, 0–1; None: nothing was
    rendition: Rendition | None = None  # its pages as a converter made them
    crops: Crops = ()  # pages of which a part is shown and printed


class PageRange(Struct, frozen=True):
    """A part of a piece: an original, whole (`first` and `last` None) or some of its pages (1-based, inclusive).

    One that is not `printed` is only kept with it, as the text beside a sealed scan: not counted or handed out.
    """

    original: OriginalId
    first: int | None = None
    last: int | None = None
    printed: bool = True

    @property
    def length(self) -> int | None:
        """How many pages they are; None: all of the original."""
        return None if self.first is None else (self.last or self.first) - self.first + 1

    def holds(self, page: int) -> bool:
        """Tell whether a page of its original (from 1) is among its own."""
        return self.first is None or self.first <= page <= (self.last or self.first)


class PaperCopy(Struct, frozen=True):
    """Where the paper of a piece lies that has no file (纸质备查件)."""

    place: str
    keeper: str


class Piece(Struct, frozen=True):
    """A 件: one or several originals, page ranges of them, or paper only."""

    id: PieceId
    facts: Facts
    flags: frozenset[Flag]
    pages: int | None
    parts: tuple[PageRange, ...]
    paper: PaperCopy | None
    arrived: int  # running number of arrival, for a stable order
    origins: tuple[tuple[str, str], ...] = ()  # of each fact, where it was read, as `evidence.origins` writes it


class Filing(Struct, frozen=True):
    """A piece under a criterion, in one of its slots or in none."""

    id: FilingId
    piece: PieceId
    criterion: CriterionId
    slot: SlotId | None
    position: int  # running number of filing, for a stable order
    mirrors: FilingId | None = None  # the filing in another scheme that this one comes and goes with
    review: Review | None = None  # what a second person finds of the piece in this place, and in no other


class Place(NamedTuple):
    """Where a piece is to be filed; without a slot the piece's facts choose one."""

    piece: PieceId
    criterion: CriterionId
    slot: SlotId | None


class Unit(Struct, frozen=True):
    """A department or township that owes evidence, and whom to ask there."""

    id: UnitId
    name: str
    kind: UnitKind
    contact: str | None = None  # 联络员
    phone: str | None = None
    note: str | None = None
    former: tuple[str, ...] = ()  # 曾用名: what papers from before a change of name call it
    approach: Approach = Approach.PAPER


class Project(Struct, frozen=True, dict=True):
    """What one examination project (迎检项目) is about."""

    place: str | None
    office: str | None
    first_year: int
    base_year: int  # 评审基准年: the year that lookbacks count from
    units: tuple[Unit, ...]  # in the order of the clerk's list
    created_at: datetime
    submit_on: date | None = None  # 送审日期: the day when the dossier is to be handed in; None: not set
    mode: Mode = Mode.OWN
    upper: str | None = None  # 报送对象: the office of the upper level; asked for in 向上级报送 alone
    imprint: Imprint = AS_PROPOSED

    @property
    def author(self) -> str:
        """Who makes its documents: the office, or as long as it has no name the place; empty if that is not known."""
        return self.office or self.place or ""

    @cached_property
    def townships(self) -> tuple[str, ...]:
        """The names of the townships; empty: not known yet."""
        return tuple(unit.name for unit in self.units if unit.kind is UnitKind.TOWNSHIP)
