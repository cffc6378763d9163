"""打印件, 打印清单 and 归档章 in plain office Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

LIST, LIST_CONTINUED = "打印清单", "打印清单（续）"
WHAT, TOLD = "项目", "内容"
PAPER, COLOUR, PUT_BACK, FOLDED = "纸张", "彩色页", "彩色张放回", "A3 折页"
BY_HAND, UNSTAMPED, FILES, NONE = "自己放进去", "手工盖归档章", "文件", "没有"
ALSO_STAMPED = "自己放进去的各件"
COPIES, CHANGED = "打印件", "打印件（换页）"  # folders of an export, as that of the list alone
FOLDERS = (COPIES, CHANGED, LIST)
_ENDINGS = {"": "打印件", "colour": "打印件_彩色", "black": "打印件_黑白", "slips": "隔页纸"}


def copies_name(box: int, item: str, ending: str, *, changed: bool) -> str:
    """Return what the file is called that holds a box's or an item's papers for the printer, or the slips."""
    whose = item or f"第{box}盒"
    kind = "docx" if ending == "slips" else "pdf"
    return f"{whose}_{_ENDINGS[ending]}{'（换页）' if changed else ''}.{kind}"


def folder_name(*, changed: bool, only_listed: bool) -> str:
    """Return what the folder is called that holds what was made at once."""
    return LIST if only_listed else CHANGED if changed else COPIES


def list_name(*, changed: bool) -> str:
    """Return what the file of the list is called."""
    return f"{LIST}{'（换页）' if changed else ''}.docx"


def list_note(*, both_sides: bool) -> str:
    """Say for which way of printing the list holds."""
    way = "双面打印、长边翻转，每件从一张纸的正面起" if both_sides else "单面打印，每页一张"
    return f"{way}；缩放选“实际大小”。彩色页是看页面上有没有红头、印章、照片等颜色得出的，红头、印章、照片应彩印。"


def heading(box: int, item: str) -> str:
    """Return what stands above the part of a box or an item."""
    return f"{item}（第{box}盒）" if item else f"第{box}盒"


def paper_told(doubles: int, singles: int, large: int, *, both_sides: bool) -> str:
    """Say how much paper it takes: sheets with something on both sides and on one, and how many are A3."""
    count = doubles + singles
    if not count:
        return "没有能打印的页"
    sides = f"，双面有字 {doubles} 张，背面空白 {singles} 张" if both_sides else ""
    sizes = f"；其中 A4 {count - large} 张，A3 {large} 张" if large else "；都是 A4"
    return f"共 {count} 张{sides}{sizes}"


def pages_told(numbers: Sequence[str]) -> str:
    """Name pages."""
    return f"第 {'、'.join(ranges(numbers))} 页，共 {len(numbers)} 页" if numbers else NONE


def folds_told(numbers: Sequence[str]) -> str:
    """Name the pages on A3, and say how they are folded."""
    return f"{pages_told(numbers)}。用 A3 纸打印，折成 A4 大小，让页号露在外角" if numbers else NONE


def goes_back(numbers: Sequence[str], ahead: str) -> str:
    """Say where sheets in colour are put back."""
    where = f"第 {ahead} 页之后" if ahead else "最前面"
    return f"第 {'、'.join(ranges(numbers))} 页放在{where}"


def paper_named(label: str, title: str, numbers: Sequence[str]) -> str:
    """Return what a paper is called, and the numbers of its pages."""
    pages = f"（第 {'、'.join(ranges(numbers))} 页）" if numbers else "（页数没有登记）"
    return f"{label}　{title}{pages}"


def told(
    whose: str,
    sheets: int,
    pages: tuple[int, int],
    by_hand: int,
    unstamped: int,
    files: Sequence[Path],
) -> str:
    """Say what was made of a box or an item; `pages` are those in colour and on A3."""
    colour, folded = pages
    printed = f"打印 {sheets} 张，彩色 {colour} 页" if sheets else "没有能打印的页"
    more = [f"A3 折页 {folded} 页"] if folded else []
    more += [f"另有 {by_hand} 件要自己放进去，见隔页纸"] if by_hand else []
    more += [f"{unstamped} 件要手工盖章"] if unstamped else []
    saved = f"。文件：{'、'.join(path.name for path in files)}" if files else ""
    return f"{whose}：{'；'.join([printed, *more])}{saved}。"


def listed(path: Path) -> str:
    """Say where the list is, and with it the rest."""
    return f"{path.name}和上面的文件都在：{path.parent}"


def ranges(numbers: Iterable[str]) -> list[str]:
    """Return numbers as they are told, runs of three and more by their ends: 1, 3—6, 8-1."""
    found: list[str] = []
    plain = enumerate(numbers)
    for _, run in groupby(plain, lambda told: int(told[1]) - told[0] if told[1].isdecimal() else told[1]):
        held = [number for _, number in run]
        found += held if len(held) < 3 else [f"{held[0]}—{held[-1]}"]
    return found
