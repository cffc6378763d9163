"""What a table says of itself: title, edition, document number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.scheme.bands import is_numbered
from evidence.scheme.text import flow, fold
from evidence.wording.titles import SCHEME

_ANNEX_BEFORE = re.compile(r"^附(?:件|表|录)\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*")
_LABELLED = re.compile(r"[:：]")
_SHORTEST_TITLE = 4
_LEAST_CHINESE = 2  # characters in the name of a file that says something
_KIND_OF_TABLE = re.compile(r"(?:表|细则|标准|办法|体系|清单|方案|指标|目录|规程|条款)(?:\(.*\)|[0-9年版]+)*$")
_OF_FILES = re.compile(
    r"[\s_\-—]*(?:副本|[（(]\d{1,2}[）)]|[vV]\d[\d.]*|[a-z]+|(?<=[\s_\-—])(?:\d{1,2}|\d{6,8}|[A-Za-z]+\d*))$"
)
_NO_WORDS = re.compile(r"[a-z]{2}|_|^(?:新建|工作簿|工作表|未命名|微信|附[件表录])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]\s*\d{1,4}\s*号")
_EDITION_NAMED = re.compile(r"版本(?:号)?\s*[:：]\s*(\S+)")
_EDITION_IN_BRACKETS = re.compile(r"[（(【]\s*([^（）()【】,，;；·\s]{0,12}?(?:版|稿|试行|暂行))[^（）()]*[)）】]")
_EDITION_BY_YEAR = re.compile(r"(?:19|20)\d{2}年?(?:修订)?版")
_EDITION_ALONE = re.compile(r"^\S{1,12}?(?:版|修订稿|征求意见稿|试行)(?:[（(][^（）()]*[)）])?$")


def table_title(lines: Sequence[str], file_name: str) -> str:
    """Return the title among the lines above a table, else what its file lets one call it."""
    plain = (_ANNEX_BEFORE.sub("", flow(line).replace("\n", "")) for line in lines)
    candidates = [words for words in plain if _may_be_title(words)]
    named = (words for words in candidates if _KIND_OF_TABLE.search(fold(words)))
    return next(named, candidates[0] if candidates else name_of_file(file_name))


def name_of_file(file_name: str) -> str:
    """Return what a table without a title is called: as its file is where those are an office's words, else 评价细则.

    Window and papers have their titles from here, and no paper of an office names a file: demo_scheme, 新建表格 (2).
    What tells copies and versions apart is left out.
    """
    name = file_name.strip()
    while (bare := _OF_FILES.sub("", name)) != name:
        name = bare
    plain = len(_CHINESE.findall(name)) >= _LEAST_CHINESE and not _NO_WORDS.search(name)
    return name if plain else SCHEME


def _may_be_title(words: str) -> bool:
    plain = fold(words)
    return not (
        len(plain) < _SHORTEST_TITLE
        or plain.startswith("(")
        or _LABELLED.search(words)
        or _NUMBER.fullmatch(plain)
        or is_numbered(words)
    )


def table_edition(lines: Sequence[str], remarks: Sequence[str], file_name: str) -> str | None:
    """Return the edition: named in a line (版本：…), in brackets in a line, the same in all remarks, or in the name."""
    for line in lines:
        if found := _EDITION_NAMED.search(line):
            return found.group(1)
    for line in lines:
        if found := _EDITION_IN_BRACKETS.search(line):
            return found.group(1)
    for line in lines:
        if found := _EDITION_BY_YEAR.search(line):
            return found.group()
    common = set(remarks)
    if len(common) == 1 and _EDITION_ALONE.match(remark := common.pop()):
        return remark
    found = _EDITION_IN_BRACKETS.search(file_name)
    return found.group(1) if found else None


def table_number(lines: Sequence[str]) -> str | None:
    """Return the document number (食安办〔2021〕8号) in the lines around a table."""
    found = next((match for line in lines if (match := _NUMBER.search(line))), None)
    return "".join(found.group().split()) if found else None
