"""盒, 定号 and 换页 in plain office Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from evidence.boxes import Late, PageBase, Place, place_text

TASKS: dict[str, str] = {"boxes": "计算分盒和页号", "copies": "排打印件"}

ERRORS: dict[str, str] = {
    "box_unknown": "没有这样的盒：{boxes}。可选的盒号：{known}。",
    "box_pages": "一盒至少 {least} 页，分盒的规则没有改动。",
    "box_plan_stale": "材料或分盒的规则刚有变化，没有定号。请看过现在的分盒再定。",
    "box_uncounted": "第 {boxes} 盒里没有页数的件：{pieces}。按盒内材料的页编页号还定不了号，"
    "请先转成页面（“导出”菜单），或数出页数，选中这件在右边“页数”里填上；也可以改为按汇编的页。",
    "box_rules_fixed": "第 {boxes} 盒已定号，页号的编法和每页照片数不能再改。请先重新打开这些盒。",
    "box_list_kind": "换页清单只能存为 Word 文件（.docx），“{path}”没有存。请改文件名。",
    "box_unchanged": "第 {boxes} 盒与打印时一样，没有要换的页。",
    "copies_compiled": (
        "页号按汇编的页编时，盒里装的就是汇编，请打印送审版的 Word 文件。"
        "要打印材料本身，请先把页号改为“按盒内材料的页”。没有存。"
    ),
    "copies_none": "没有要打印的材料，没有存。",
    "label_file_kind": "盒脊标签只能存为 Word 文件（.docx），“{path}”没有存。请改文件名。",
    "cover_file_kind": "盒封面只能存为 Word 文件（.docx），“{path}”没有存。请改文件名。",
    "label_none": "还没有盒，没有存。请先归项，再看“分盒和定号”里有哪些盒。",
    "box_none_fixed": "还没有盒定号，没有换页清单。请先定号。",
}

PHRASES: dict[str, str] = {
    "sheets_title": "换页清单",
    "sheets_continued": "换页清单（续）",
    "sheets_box": "第{number}盒（{at}定号，{who}）",
    "sheets_sums": "抽出 {out} 张，装入 {put} 张（其中新增 {new} 页、内容有变 {changed} 页）；其余各页不动。",
    "sheets_note": (
        "按双面打印计；装入的张从送审版汇编中打印，括号里是它在 Word 文件中的面数（封面和封面背面也算面）。"
        "封面背面的编制说明和目录册里的份数、页数随之变化，请一并重印。换好后请在备检中记为“换页已印”。"
    ),
    "sheets_note_box": "页号按盒内材料的页编：抽出、装入的是材料本身；本盒目录和有变化的卷内目录请一并重印。",
    "sheets_directory": "本盒目录",
    "sheets_faces": "（文件第{first}—{last}面）",
    "sheets_face": "（文件第{first}面）",
    "sheets_pieces": "{first} 至 {last}",
    "box_fixed": "第 {boxes} 盒已定号：件号和页号从此不变，后到的材料{late}。",
    "box_reopened": "第 {boxes} 盒已重新打开，件号和页号按现在的材料重排。",
    "box_line": "第{number}盒  {first}～{last}  {pieces} 件  {pages} 页  {sheets} 张（约 {colour} 页需彩印）  {state}",
    "box_rules": "每盒最多 {pages} 页；页号{base}，{through}；定号后到的材料{late}。",
    "box_rules_one": "全部装一盒；页号{base}，{through}；定号后到的材料{late}。",
    "box_none": "还没有可装盒的材料。",
    "labels_title": "盒脊标签",
    "labels_saved": (
        "{count} 个盒的盒脊标签已存到：{path}（{paper} 纸 {pages} 页，标签高 {height} 毫米）。打印时选“实际大小”。"
    ),
    "covers_title": "盒封面",
    "covers_saved": "{count} 个盒的盒封面已存到：{path}（A4，每盒一页）。",
    "box_saved": "已存到：{path}",
    "on_site": "{label}  {title}{held}  第{box}盒  {pages}",
    "on_site_none": "本项没有列入送审版的材料。",
}

LATE: dict[Late, str] = {Late.END: "排在盒末", Late.BETWEEN: "插在该在的位置，编作003-1"}
BASES: dict[PageBase, str] = {PageBase.COMPILED: "按汇编的页", PageBase.BOX: "按盒内材料的页"}
_THROUGH = {False: "每盒从1编起", True: "各盒连续编"}


AND_MORE, BETWEEN, TO = "等", "·", "至"  # on a spine


COVER_FIELDS = {  # in their order, two a row
    "pieces": "起止件号",
    "years": "年度",
    "count": "件数",
    "pages": "页数",
    "days": "起止日期",
    "keeping": "保管期限",
    "office": "立卷单位",
    "secrecy": "密级",
}
SLIPS = "隔页纸"


def slip_of_paper(place: str, keeper: str) -> str:
    """Say that a paper lies elsewhere."""
    return f"纸质备查件，存放处：{place}，保管人：{keeper}。请取来放在这一页之后。"


def slip_of_file(names: str) -> str:
    """Say that a file is to be printed by the program that it was written with."""
    return f"请用办公软件打印“{names}”，放在这一页之后。"


def slip_pages(numbers: Sequence[str]) -> str:
    """Say which numbers the pages get."""
    if not numbers:
        return "页数还没有登记，请数清后在备检里补上。"
    run = numbers[0] if len(numbers) == 1 else f"{numbers[0]}至{numbers[-1]}"
    return f"共{len(numbers)}页，页号 {run}，请写在各页右上角（背面写在左上角）。"


def slip_after(label: str) -> str:
    """Say behind which paper it goes."""
    return f"排在 {label} 之后。"


def and_more_items(count: int) -> str:
    """Return the last line of a list that has no room for all of so many items."""
    return f"等 {count} 项"


def spine_number(number: int) -> tuple[str, ...]:
    """Return the lines in which a spine tells which box it is."""
    return ("第", str(number), "盒")


def through(counted: bool) -> str:  # noqa: FBT001 - it is what the word is for
    """Return how pages are counted."""
    return _THROUGH[counted]


def state(fixed_at: datetime | None, to_print: int, uncounted: Sequence[str]) -> str:
    """Return how a box stands: when it was fixed, how many sheets are to be printed again, whose pages are unknown."""
    if fixed_at is None:
        return "未定号" + (f"，{len(uncounted)} 件没有页数" if uncounted else "")
    return f"{fixed_at:%Y-%m-%d}定号" + (f"，要换 {to_print} 张" if to_print else "，无须换页")


def pages(sheet: Sequence[Place]) -> str:
    """Return what the pages of a sheet are called."""
    return "第" + "、".join(map(place_text, sheet)) + "页"
