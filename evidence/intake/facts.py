"""What a paper says of itself: title, number, issuer, date, year, kind, stage, who handed it in; where; and marks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from evidence.extract.found import Reading
from evidence.extract.media import PDF
from evidence.intake import dates
from evidence.intake.document_number import own_number
from evidence.intake.issuers import issuer_of
from evidence.intake.kinds import PICTURES, kind_of, stage_told
from evidence.intake.levels import level_of
from evidence.intake.offices import as_issuer, unit_of_folders, whole_names
from evidence.intake.paper import Paper, Told, lay_out
from evidence.intake.photo_place import place_shown
from evidence.intake.privacy import has_personal_data
from evidence.intake.titles import is_draft, title_from_name, title_of
from evidence.intake.validity import valid_until
from evidence.kinds import PHOTO
from evidence.model import Fact, Facts, Flag, Level
from evidence.origins import BY_CAMERA, IN_FOLDER, IN_NAME, Origins, in_general

# Kinds that a unit keeps or hands in without having issued them.
_BY_OTHERS = frozenset({"检验报告", "证书/资质", "媒体报道", "协议/合同/预算批复", "案卷(摘)"})

# 密级 as printed at the head of a page: 秘密★1年, 机密 ★ 长期, 密级：绝密. In running text the words mean nothing.
_MEDIUM = re.compile(r"融媒|传媒|广播|报社|日报|新闻中心")
_SECRET = re.compile(r"(?:\d{6}\s*)?(?:密\s*级\s*[:：]\s*)?(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊].{0,12})?")


class Said(NamedTuple):
    """What a paper says of itself."""

    facts: Facts
    flags: frozenset[Flag]  # what a clerk should be warned of
    origins: Origins  # where each known fact was read


def facts_of(reading: Reading, source: PurePosixPath, place: str | None = None) -> Said:
    """Return what a file's text, name and folders tell; None is unknown.

    `source` is the path it came by, archives as folders (`a.zip!/b.docx`); `place` is the county that a name such as
    县民政局 leaves out. Flags of the reading are not repeated.
    """
    paper = lay_out(reading.text, source)
    title = title_of(paper)
    number = own_number(paper)
    kind = kind_of(paper, title, number, reading.media_type)
    signed_on, signers = dates.closing(paper)
    issued_on = signed_on or _other_date(paper, reading)
    unit = unit_of_folders(paper)
    captioned = kind is not None and kind.value == PHOTO and not signers  # captions name places
    issuer = None if captioned else issuer_of(paper, title, signers, kind.value if kind else None)
    if issuer is None and unit is not None and _issues(unit, kind):
        issuer = Told(as_issuer(unit), IN_FOLDER)
    told: dict[Fact, Told[Any] | None] = {
        Fact.TITLE: title,
        Fact.NUMBER: number,
        Fact.ISSUER: Told(whole_names(issuer.value, place), issuer.origin) if issuer else None,
        Fact.DAY: issued_on,
        Fact.YEAR: dates.year_told_of(
            paper,
            title,
            issued_on,
            number,
            contract=kind is not None and kind.value == "协议/合同/预算批复",
            machine_named=reading.media_type == PDF and title_from_name(paper.stem) is None,
        ),
        Fact.KIND: kind,
        Fact.STAGE: stage_told(title or Told(paper.stem, IN_NAME), kind),
        Fact.UNIT: Told(unit, IN_FOLDER) if unit else issuer,
        Fact.LEVEL: _level(issuer, number, place),
        Fact.SEAL: _seal(reading, kind),
        Fact.VALID_UNTIL: valid_until(paper, title.value if title else None, kind.value if kind else None),
        Fact.PLACE: place_shown(paper, kind.value if kind else None),
    }
    facts = Facts(**{fact.value: found.value for fact, found in told.items() if found})
    origins = tuple((fact.value, found.origin) for fact, found in told.items() if found)
    return Said(facts, _flags(paper, reading.text), origins)


def _issues(unit: str, kind: Told[str] | None) -> bool:
    """Tell whether a unit issues what its folder holds of this kind: a medium its reports, others what is their own."""
    if kind is None or kind.value not in _BY_OTHERS:
        return True
    return kind.value == "媒体报道" and _MEDIUM.search(unit) is not None


def _level(issuer: Told[str] | None, number: Told[str] | None, place: str | None) -> Told[Level] | None:
    """Return the level of the issuer, by its whole name where the project's place gives it."""
    name = whole_names(issuer.value, place) if issuer else None
    level = level_of(name, number.value if number else None, place)
    teller = issuer or number
    return Told(level, in_general(teller.origin)) if level and teller else None


def _seal(reading: Reading, kind: Told[str] | None) -> Told[bool] | None:
    """Return that a seal was seen, if one was; what a photo or a screen shows has none of its own."""
    if reading.sealed_at is None or (kind is not None and kind.value in PICTURES):
        return None
    return Told(True, reading.sealed_at)  # noqa: FBT003 — the value of a fact


def _other_date(paper: Paper, reading: Reading) -> Told[date] | None:
    """Return the date of an unsigned paper: labelled, at its foot, or a picture's own, by camera, stamp or name."""
    if reading.taken_at is not None:
        return Told(reading.taken_at.date(), BY_CAMERA)
    told = dates.labelled_date(paper) or dates.foot_date(paper) or dates.heading_date(paper)
    if told is None and reading.media_type.startswith("image/"):
        named = dates.date_in_name(paper.stem)
        return dates.stamped_date(paper) or (Told(named, IN_NAME) if named else None)
    return told


def _flags(paper: Paper, text: str) -> frozenset[Flag]:
    found: set[Flag] = set()
    if is_draft(paper):
        found.add(Flag.DRAFT)
    if has_personal_data(text):
        found.add(Flag.PERSONAL_DATA)
    if any(_SECRET.fullmatch(line) for head in paper.page_heads for line in head):
        found.add(Flag.SECRET)
    return frozenset(found)
