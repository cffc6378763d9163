"""整改台账 in words: each problem is put into words once, then views and filters only choose among the lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from evidence.findings import Finding, FindingId, FindingState, Site, SiteId, Source
from evidence.model import CriterionId
from evidence.names import natural_key, searchable
from evidence.rectify.figures import Case, cases, was_found_on
from evidence.rectify.standing import Standing
from evidence.snapshot import Snapshot
from evidence.units import names_of
from ui.ledger_offers import Which

_OPEN = frozenset({FindingState.UNASSIGNED, FindingState.UNDERWAY, FindingState.REBOUND})
NOT_HANDED_OUT = "还没有派发"
_AGAIN = "已销号，可回头看"
_LOOKED = "本月已回头看"


class Line(Struct, frozen=True):
    """A problem in words."""

    case: Case
    said: str  # the problem, on one line
    searched: str

    @property
    def finding(self) -> Finding:
        """The problem itself."""
        return self.case.finding

    @property
    def stand(self) -> Standing:
        """How it stands."""
        return self.case.standing

    @property
    def where(self) -> str:
        """The site's name of today, else the place in words, else the code of the item."""
        return self.case.where

    @property
    def key(self) -> str:
        """What the line is known by wherever it stands."""
        return self.finding.id


class Heading(Struct, frozen=True):
    """A unit, or what else the lines below have in common."""

    name: str
    lines: tuple[Line, ...]
    overdue: int

    @property
    def key(self) -> str:
        """What the heading is known by wherever it stands; no id of a problem begins like this."""
        return f"\n{self.name}"


Row = Line | Heading


class Wanted(Struct, frozen=True):
    """Which lines are to be seen; what is None or empty is of no account."""

    which: Which = Which.ALL
    words: tuple[str, ...] = ()  # all of them somewhere in what is known of the problem
    unit: str | None = None
    state: FindingState | None = None
    source: Source | None = None
    overdue: bool = False


class Ledger(Struct, frozen=True):
    """All problems of a project with their words, in order of their numbers, and the places that are inspected."""

    lines: tuple[Line, ...] = ()
    sites: tuple[Site, ...] = ()
    by_id: Mapping[FindingId, Line] = field(default_factory=dict[FindingId, Line])


class Names(Struct, frozen=True):
    """What is called otherwise from time to time."""

    sites: Mapping[SiteId, str]
    codes: Mapping[CriterionId, str]  # of items
    units: Mapping[str, str]  # today's names by all that units had


class Lines:
    """Keeps the words of what has not changed; used by the worker thread alone."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[FindingId, Line] = {}
        self._names: Names = Names({}, {}, {})
        self.made = 0  # lines that were put into words, ever

    def of(self, findings: Iterable[Finding], sites: Sequence[Site], snapshot: Snapshot) -> Ledger:
        """Return the ledger; what is equal to what was there stays the same object."""
        names = Names(
            {site.id: site.name for site in sites},
            {item.id: item.code for item in snapshot.criteria},
            names_of(snapshot.project.units),
        )
        if names != self._names:
            self._known, self._names = {}, names
        before, self._known = self._known, {}
        for finding in sorted(findings, key=lambda one: one.number):
            known = before.get(finding.id)
            if known is None or known.finding != finding:
                known = line_of(finding, names)
                self.made += 1
            self._known[finding.id] = known
        return Ledger(tuple(self._known.values()), tuple(sites), self._known)


def line_of(finding: Finding, names: Names) -> Line:
    """Return a problem in words."""
    (case,) = cases([finding], names.units, names.sites, names.codes)
    stand = case.standing
    said = " ".join(finding.text.split())
    found = (str(finding.number), finding.source, case.place, finding.place, case.code, said, finding.kind, stand.unit)
    text = searchable("\n".join((*found, stand.person, finding.found_by, stand.state, finding.severity)))
    return Line(case, said, text)


def overdue_days(line: Line, day: date) -> int:
    """Return how many days a problem is overdue on `day`; 0: it is not."""
    late = line.stand.overdue(day)
    return (day - line.stand.deadline).days if late and line.stand.deadline else 0


def rows_of(lines: Iterable[Line], wanted: Wanted, day: date) -> list[Row]:
    """Return what is to be seen on `day`: in order of number, under headings where the view has them."""
    passing = [line for line in lines if _belongs(line, wanted.which, day) and _passes(line, wanted, day)]
    if wanted.which not in (Which.WEEK, Which.MONTH):
        return list[Row](passing)
    groups: dict[str, list[Line]] = {}
    for line in passing:
        groups.setdefault(_group(line, wanted.which, day), []).append(line)
    rows: list[Row] = []
    for name in sorted(groups, key=_order):
        below = sorted(groups[name], key=_urgency)
        rows += [Heading(name, tuple(below), sum(line.stand.overdue(day) for line in below)), *below]
    return rows


def counts(lines: Iterable[Line], day: date) -> dict[Which, int]:
    """Return how many problems each view has on `day`."""
    found = dict.fromkeys(Which, 0)
    for line in lines:
        for which in Which:
            found[which] += _belongs(line, which, day)
    return found


def _belongs(line: Line, which: Which, day: date) -> bool:
    match which:
        case Which.ALL:
            return True
        case Which.TODAY:
            return was_found_on(line.finding, day)
        case Which.WEEK:
            until, sunday = line.stand.deadline, day + timedelta(days=6 - day.weekday())
            return line.stand.state in _OPEN and (until is None or until <= sunday)
        case Which.MONTH:
            closed = line.stand.closed_on
            again = closed is not None and _month(day) - _month(closed) in (0, 1)
            return again or _looked_in(line, day) or line.stand.state is FindingState.TO_CHECK


def _passes(line: Line, wanted: Wanted, day: date) -> bool:
    return (
        wanted.unit in (None, line.stand.unit)
        and wanted.state in (None, line.stand.state)
        and wanted.source in (None, line.finding.source)
        and (not wanted.overdue or line.stand.overdue(day))
        and all(word in line.searched for word in wanted.words)
    )


def _group(line: Line, which: Which, day: date) -> str:
    if which is Which.WEEK:
        return NOT_HANDED_OUT if line.stand.state is FindingState.UNASSIGNED else line.stand.unit
    if not line.stand.closed_on:
        return FindingState.TO_CHECK
    return _LOOKED if _looked_in(line, day) else _AGAIN


def _looked_in(line: Line, day: date) -> bool:
    """Tell whether somebody looked again at a closed one in the month of a day."""
    looked = line.stand.looked_on
    return looked is not None and _month(looked) == _month(day)


def _order(name: str) -> tuple[int, object]:
    last = (_AGAIN, _LOOKED)
    return last.index(name) + 1 if name in last else 0, (name != NOT_HANDED_OUT, natural_key(name))


def _month(day: date) -> int:
    return 12 * day.year + day.month


def _urgency(line: Line) -> tuple[date, int]:
    return line.stand.deadline or date.max, line.finding.number
