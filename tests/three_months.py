"""A story of three months: problems that are found, handed out, put right, checked, put off, and that come back.

It is told twice: as the problems that the program keeps, and as plain records of what was done, to be counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from evidence.findings import Did, Event, EventId, Finding, FindingId, Moment, Photo, Severity, Source
from evidence.model import PieceId

FIRST, LAST = date(2023, 8, 28), date(2023, 11, 26)
UNITS = tuple(f"县第{number}局" for number in range(1, 27)) + tuple(f"第{number}镇" for number in range(1, 15))
_KINDS = ("环境卫生", "证照公示", "进货查验", "")
_SEVERITIES = (Severity.ORDINARY,) * 7 + (Severity.GRAVE,) * 2 + (Severity.SEVERE,)


@dataclass(frozen=True)
class Record:
    """One line of the day book: what was done about which problem, when, and when that was written down."""

    number: int
    what: str  # found, or the name of what was done
    on: date
    at: datetime
    unit: str = ""
    deadline: date | None = None
    source: str = ""
    severity: str = ""


@dataclass
class Story:
    """The problems and the day book of the same three months."""

    findings: tuple[Finding, ...]
    records: list[Record] = field(default_factory=list[Record])


def three_months(seed: int, count: int = 300, pieces: Sequence[PieceId] = (), units: Sequence[str] = UNITS) -> Story:
    """Return a story by its seed; `pieces` are photographs, two for each problem as far as they go."""
    random, records = Random(seed), list[Record]()  # noqa: S311 — a story, no secret
    found = sorted(FIRST + timedelta(random.randrange((LAST - FIRST).days + 1)) for _ in range(count))
    findings = [_Life(random, number, on, records, units).lived() for number, on in enumerate(found, 1)]
    photos = iter(pieces)
    dressed = [
        _with_photos(finding, before, next(photos, None)) if (before := next(photos, None)) else finding
        for finding in findings
    ]
    return Story(tuple(dressed), records)


def _with_photos(finding: Finding, before: PieceId, after: PieceId | None) -> Finding:
    from msgspec.structs import replace

    held = [Photo(before, Moment.BEFORE, 1)] + ([Photo(after, Moment.AFTER, 1)] if after else [])
    return replace(finding, photos=tuple(held))


class _Life:
    """One problem while it goes its way."""

    def __init__(self, random: Random, number: int, on: date, records: list[Record], units: Sequence[str]) -> None:
        self.random, self.number, self.on, self.records = random, number, on, records
        self.at = self.written()
        self.events: list[Event] = []
        self.unit = random.choice(units)
        self.units = units
        self.source = Source.DAILY if random.random() < 0.6 else random.choice(list(Source))
        self.severity = random.choice(_SEVERITIES)
        self.found_on, self.found_at = on, self.at

    def written(self) -> datetime:
        """Return when something is written down: mostly the same day, at times days later."""
        late = self.random.choice((0, 0, 0, 0, 0, 1, 3))
        hour, minute = 9 + self.random.randrange(9), self.random.randrange(60)
        return datetime.combine(self.on + timedelta(late), time(hour, minute))

    def lived(self) -> Finding:
        """Return the problem after all that was done about it."""
        record = Record(self.number, "found", self.on, self.at, source=self.source, severity=self.severity)
        self.records.append(record)
        for did in self.steps():
            self.do(did)
        return Finding(
            FindingId(f"f{self.number}"),
            self.number,
            self.source,
            self.found_on,
            self.found_at,
            "王敏",
            "巡查员",
            f"{self.random.choice('东南西北')}街{self.number % 37 + 1}号",
            f"第{self.number}个问题：墙面发霉，没有公示证照。",
            self.random.choice(_KINDS),
            self.severity,
            events=tuple(self.events),
        )

    def steps(self) -> Iterator[Did]:
        """Yield what is done next, as long as the months last."""
        random = self.random
        if random.random() < 0.06:
            return
        yield Did.HAND_OUT
        for _ in range(3):
            if random.random() < 0.25:
                yield Did.HAND_OUT
            if random.random() < 0.4:
                yield Did.PROGRESS
            if random.random() < 0.12:
                return
            yield Did.RECTIFY
            if random.random() < 0.1:
                return
            if random.random() < 0.15:
                yield Did.FAIL
                continue
            yield Did.PASS
            while random.random() < 0.3:
                yield Did.LOOK_BACK
            if random.random() > 0.2:
                return
            yield Did.REOPEN
            if random.random() < 0.7:
                yield Did.HAND_OUT

    def do(self, did: Did) -> None:
        """Do it some days later; after the end of the story nothing is done any more."""
        self.on += timedelta(self.random.choice((0, 1, 1, 2, 4, 7)))
        if self.on > LAST:
            return
        self.at = max(self.written(), self.at + timedelta(minutes=1))
        deadline: date | None = None
        if did is Did.HAND_OUT:
            deadline = self.on + timedelta(self.random.randrange(3, 15))
            if self.random.random() < 0.1:
                self.unit = self.random.choice(self.units)
        by = {Did.RECTIFY: "李强", Did.PASS: "张三", Did.FAIL: "张三", Did.LOOK_BACK: "赵琳"}.get(did, "")
        number, unit = f"e{self.number}-{len(self.events)}", self.unit if did is Did.HAND_OUT else ""
        person = "李强" if did is Did.HAND_OUT else ""
        self.events.append(
            Event(EventId(number), did, self.on, self.at, "王敏", by, unit, person, deadline, f"{did.value}情况说明")
        )
        self.records.append(Record(self.number, did.name, self.on, self.at, unit, deadline))
