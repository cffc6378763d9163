"""Rules about one paper, wherever it lies: form, scan, pictures, days, drafts, privacy, term, pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evidence.check.defects import LEAST_CONFIDENCE
from evidence.check.doubts.view import PaperView
from evidence.complaints import Doubt, Params, Sign, doubt
from evidence.kinds import PHOTO
from evidence.model import Flag, Level, Original

# A plan is written in December for the next year, a summary in spring for the last: one year apart is no contradiction.
MOST_YEARS_APART = 1

_RED_HEAD = "文件(红头)"
_SEALED_KINDS = frozenset({_RED_HEAD, "情况说明/证明(盖章)"})  # whose nature it is to be sealed
_COPY = "复印件"
_COPY_MARKED = re.compile(r"与原件(?:一致|相符|核对)|核对无误")
_DRAFT_NAME = re.compile(r"(?<!终)(?<!定)(?<!正式)(?<!印发)(?<!底)(?<!来)(?<!投)稿(?!件|费)|新建|副本")
_EDITABLE = (".docx", ".doc", ".wps", ".wpt", ".rtf", ".odt")
_CAMERA_NAME = re.compile(
    r"(?:IMG|DSCN?|PXL|MVIMG|mmexport|wx_camera|Screenshot|image|photo|微信图片|微信截图|QQ图片|QQ截图|图片|照片)"
    r"[\s_()（）.0-9A-Za-z-]*|[\d\s_.()（）-]+",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[镇乡村县市区路街校院店场厅馆园站所局处室点]|社区|食堂|超市|企业|公司|广场")
# Written by offices of the county and below within the years asked for; laws, lists and contracts may be older.
_OF_THE_YEARS = frozenset({Level.COUNTY, Level.DEPARTMENT, Level.TOWNSHIP})
_OLDER_KINDS = frozenset({"证书/资质", "制度/清单", "协议/合同/预算批复"})

_OF_SCANS = {Flag.LOW_DPI: Sign.LOW_DPI, Flag.ROTATED: Sign.ROTATED}
_OF_DRAFTS = {
    Flag.DRAFT: Sign.DRAFT,
    Flag.TRACKED_CHANGES: Sign.TRACKED_CHANGES,
    Flag.COMMENTS: Sign.COMMENTS,
}
_OF_SECRETS = {Flag.SECRET: Sign.SECRET, Flag.PERSONAL_DATA: Sign.PERSONAL_DATA}


def form(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 3: no number, no seal, or a copy that does not say that it agrees with the original."""
    facts, seen = paper.piece.facts, list[Sign]()
    numbered, asked = facts.kind == _RED_HEAD, False
    for slot in paper.slots:
        if (demands := paper.project.demands.get(slot.id)) is not None:
            numbered, asked = numbered or demands.number, asked or demands.seal
    if numbered and facts.document_number is None and not _is_white_head(paper):
        seen.append(Sign.NO_NUMBER)
    if facts.seal is False and (asked or facts.kind in _SEALED_KINDS):
        seen.append(Sign.NOT_SEALED)
    elif facts.seal is None and asked:
        seen.append(Sign.SEAL_UNKNOWN)
    told = f"{facts.title}\n{paper.names}"
    if _COPY in told and not _COPY_MARKED.search(told):
        seen.append(Sign.COPY_UNMARKED)
    return _seen(paper, seen) if seen else ()


def scan(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 4: a scan of low resolution, lying on its side, hard to read, or with pages missing."""
    found = list(_of_flags(paper, _OF_SCANS)) if paper.piece.flags else []
    for original in paper.originals:
        if original.confidence is not None and original.confidence < LEAST_CONFIDENCE:
            found.append(_about(paper, Sign.UNSURE_TEXT, (("percent", int(100 * original.confidence)),)))
            break
    if _lacks_pages(paper):
        found.append(_about(paper, Sign.PAGES_MISSING))
    return found


def pictures(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 7: a photo without caption, day or place."""
    facts = paper.piece.facts
    if facts.kind != PHOTO:
        return ()
    captioned = facts.title is not None and not _CAMERA_NAME.fullmatch(facts.title)
    placed = facts.unit or facts.issuer or _PLACE.search(facts.title or "")
    seen = [Sign.NO_DAY] if facts.issued_on is None else []
    if not captioned:
        seen.append(Sign.NO_CAPTION)
    elif not placed:
        seen.append(Sign.NO_PLACE)
    return _seen(paper, seen)


def days(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 8: a day to come, one far from the year that the paper tells of, or one outside the years asked for."""
    facts, project = paper.piece.facts, paper.project.snapshot.project
    day = facts.issued_on
    if day is None:
        return ()
    if day > paper.project.day:
        return (_about(paper, Sign.IN_FUTURE, (("day", day.isoformat()),)),)
    if facts.year is not None and abs(day.year - facts.year) > MOST_YEARS_APART:
        return (_about(paper, Sign.OTHER_YEAR, (("day", day.isoformat()), ("year", facts.year))),)
    first, last = project.first_year - MOST_YEARS_APART, project.base_year + MOST_YEARS_APART
    if first <= day.year <= last or facts.level not in _OF_THE_YEARS or facts.kind in _OLDER_KINDS:
        return ()
    years = f"{project.first_year}—{project.base_year}"
    return (_about(paper, Sign.OUTSIDE_YEARS, (("day", day.isoformat()), ("years", years))),)


def drafts(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 11: a draft, traces of revision, or a text that was never issued."""
    seen, names = list[Sign](), paper.names
    maybe = ("稿" in names or "新建" in names or "副本" in names) and Flag.DRAFT not in paper.piece.flags
    if maybe and _DRAFT_NAME.search(names):
        seen.append(Sign.DRAFT_NAME)
    if paper.piece.facts.kind == _RED_HEAD and _is_white_head(paper):
        seen.append(Sign.WHITE_HEAD)
    found = _of_flags(paper, _OF_DRAFTS)
    return [*found, *_seen(paper, seen)] if seen else found


def private(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 13: a mark of secrecy, or identity and mobile numbers; faces of children are for people to see."""
    return _of_flags(paper, _OF_SECRETS)


def term(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 14: a certificate whose term is over."""
    end = paper.piece.facts.valid_until
    if end is None or end >= paper.project.day:
        return ()
    return (_about(paper, Sign.TERM_OVER, (("day", end.isoformat()),)),)


def pages(paper: PaperView) -> Sequence[Doubt]:
    """Complaint 15, before an export counts again: pages that are not known, or differ from those of the files."""
    piece = paper.piece
    if not piece.pages:
        sign = Sign.PAGES_UNKNOWN if piece.paper is None else Sign.PAPER_UNCOUNTED
        return () if _lacks_pages(paper) else (_about(paper, sign),)
    there = paper.project.snapshot.pages_of_files(piece)
    if there in (None, piece.pages):
        return ()
    return (_about(paper, Sign.PAGES_DIFFER, (("pages", piece.pages), ("there", there))),)


def _seen(paper: PaperView, signs: Sequence[Sign]) -> list[Doubt]:
    return [_about(paper, sign) for sign in signs]


def _of_flags(paper: PaperView, signs: Mapping[Flag, Sign]) -> Sequence[Doubt]:
    flags = paper.piece.flags
    return [_about(paper, sign) for flag, sign in signs.items() if flag in flags] if flags else ()


def _about(paper: PaperView, sign: Sign, params: Params = ()) -> Doubt:
    """Return a doubt about a paper as it is: other files or pages in its place, or other facts, are looked at anew."""
    parts = [f"{part.original} {part.first} {part.last}" for part in paper.piece.parts]
    return doubt(sign, None, [paper.piece.id], params, "|".join([*parts, *(str(value) for _, value in params)]))


def _is_scan(original: Original) -> bool:
    return original.scanned or original.media_type.startswith("image/")


def _lacks_pages(paper: PaperView) -> bool:
    """Tell whether a file is cut short, or the pages of a scan cannot be counted."""
    if Flag.TRUNCATED in paper.piece.flags:
        return True
    return bool([1 for original in paper.originals if not original.pages and _is_scan(original)])


def _is_white_head(paper: PaperView) -> bool:
    """Tell whether what is called a red-head document is a text that anyone may edit, without number and seal."""
    facts = paper.piece.facts
    if facts.kind != _RED_HEAD or facts.document_number is not None or facts.seal:
        return False
    names = [original.name.lower() for original in paper.originals]
    return bool(names) and all(name.endswith(_EDITABLE) for name in names)
