"""What a paper says of itself: title, number, issuer, date, year, kind, stage, who handed it in, and warning marks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from evidence.extract.found import Reading
from evidence.extract.media import PDF
from evidence.intake import dates
from evidence.intake.document_number import own_number, year_of
from evidence.intake.issuers import issuer_of
from evidence.intake.kinds import kind_of, stage_of
from evidence.intake.offices import as_issuer, unit_of_folders, whole_names
from evidence.intake.paper import Paper, lay_out
from evidence.intake.privacy import has_personal_data
from evidence.intake.titles import is_draft, title_from_name, title_of
from evidence.model import Facts, Flag

# Kinds that a unit keeps or hands in without having issued them.
_BY_OTHERS = frozenset({"检验报告", "证书/资质", "媒体报道", "协议/合同/预算批复", "案卷(摘)"})

# 密级 as printed at the head of a page: 秘密★1年, 机密 ★ 长期, 密级：绝密. In running text the words mean nothing.
_SECRET = re.compile(r"(?:\d{6}\s*)?(?:密\s*级\s*[:：]\s*)?(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊].{0,12})?")


def facts_of(reading: Reading, source: PurePosixPath, place: str | None = None) -> tuple[Facts, frozenset[Flag]]:
    """Return what a file's text, name and folders tell, and what a clerk should be warned of; None is unknown.

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
    issuer = issuer_of(paper, title, signers, kind)
    if issuer is None and unit is not None and kind not in _BY_OTHERS:
        issuer = as_issuer(unit)
    facts = Facts(
        title=title,
        document_number=number,
        issuer=whole_names(issuer, place) if issuer else None,
        issued_on=issued_on,
        year=dates.year_told_of(
            paper,
            title,
            issued_on,
            year_of(number),
            contract=kind == "协议/合同/预算批复",
            machine_named=reading.media_type == PDF and title_from_name(paper.stem) is None,
        ),
        kind=kind,
        stage=stage_of(title or paper.stem, kind),
        unit=unit or issuer,
    )
    return facts, _flags(paper, reading.text)


def _other_date(paper: Paper, reading: Reading) -> date | None:
    """Return the date of an unsigned paper: labelled, at its foot, or a picture's own."""
    if reading.taken_at is not None:
        return reading.taken_at.date()
    if reading.media_type.startswith("image/") and not paper.lines:
        return dates.date_in_name(paper.stem)
    return dates.labelled_date(paper) or dates.foot_date(paper) or dates.heading_date(paper)


def _flags(paper: Paper, text: str) -> frozenset[Flag]:
    found: set[Flag] = set()
    if is_draft(paper):
        found.add(Flag.DRAFT)
    if has_personal_data(text):
        found.add(Flag.PERSONAL_DATA)
    if any(_SECRET.fullmatch(line) for head in paper.page_heads for line in head):
        found.add(Flag.SECRET)
    return frozenset(found)
