"""阅读版 and 网上申报材料 in plain office Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.journal import Action
from evidence.wording.room import size

_MOST_NAMED = 3  # papers in a sentence

READING, READING_BY_ITEM, DECLARED = "阅读版", "阅读版（按评价内容）", "网上申报材料"  # folders of an export
LISTING = "申报材料清单"
LEFT_LISTING, LEFT_NOTE = "未列入的材料（内部）", "这些材料没有做成申报文件，只供内部处理，不要上传。"
LEFT_NONE = "这一次没有未列入的材料。"
LEFT_COLUMNS = {"评价内容": 24.0, "件号": 28.0, "题名": 80.0, "原因和办法": 110.0}  # with their width in mm

TASKS: dict[str, str] = {
    "reading_set": "排阅读版",
    "declare_plan": "列申报方案",
    "declaring": "制作申报材料",
    "declaring_items": "制作申报材料",
    "declare_fitting": "压缩到总大小以内",
}

# At which file the work is; by the codes of `TASKS`.
COUNTED: dict[str, str] = {"declaring": "第 {at} / {total} 件", "declaring_items": "第 {at} / {total} 项"}

STEPS: dict[Action, str] = {Action.EDIT_DECLARE_RULE: "修改网上申报要求"}

ERRORS: dict[str, str] = {
    "reading_none": "还没有可排进阅读版的材料，没有存。请先归项。",
    "declare_none": "没有可申报的材料，没有存。请先归项；已归项的，请看方案里未列入的原因。",
    "declare_ending": "“{ending}”不是文件格式，没有改。请写文件名的结尾，用逗号分开，如 pdf，jpg；不写就是不限。",
    "declare_limit": "大小应是大于 0 的兆数，如 10；不限就不写。没有改。",
    "declare_longest": "文件名最长可定 {least} 到 {most} 个字，没有改。",
    "declare_pattern": "“{pattern}”不能作文件名的写法，没有改。请用这些栏目：{fields}，如 {{编号}}-{{件号}}_{{题名}}。",
}

HEADS = ("件号", "文号", "责任者", "题名", "日期", "页")  # of the 卷内目录 in a 阅读版
DIRECTORY = "卷内目录"

# What is done with a file; the values of `Making`.
MADE = {"copy": "原样", "pages": "合成 PDF", "picture": "转为 JPG"}
BUNDLES = {"piece": "每件一个文件", "item": "每项评价内容一个 PDF"}

# Why something is not among the files, and what to do.
LEFT_OUT: dict[str, str] = {
    "paper": "纸质备查件，没有文件。申报要用的，请扫描后换件。",
    "ending": "网站不收 {ending} 文件，备检转不了。请用办公软件另存为网站收的格式，再换件。",
    "too_large": "压到最小仍有 {size}，超过单个文件 {limit}（1 MB 按百万字节算）；再压就看不清了。"
    "请按页拆成几件，或重新扫描（200 dpi）。",
    "too_large_item": "所在评价内容合成的 PDF 压到最小仍有 {size}，超过单个文件 {limit}（1 MB 按百万字节算）。"
    "请改为每件一个文件。",
    "too_large_office": "有 {size}，超过单个文件 {limit}（1 MB 按百万字节算），办公文件不能压缩。"
    "请压缩其中的图片或另存为 PDF，再换件。",
    "personal": "含个人信息，没有写放入的理由。确需申报的，请先遮盖，或由确认人写明理由。",
    "damaged": "文件打不开，没有做成。请核对原件，重新收件或换件。",
}

COLUMNS = ("序号", "评价内容", "件号", "题名", "文件名", "大小", "处理", "备注")


def box_title(number: int, first: str, last: str) -> str:
    """Return what the 阅读版 of a box is called."""
    return f"第{number:02d}盒 {first}" + (f"至{last}" if last != first else "")


def directory_title(number: int | None, name: str) -> str:
    """Return the heading of the 卷内目录."""
    return f"{DIRECTORY}（第{number}盒）" if number is not None else f"{name} {DIRECTORY}"


def see(label: str) -> str:
    """Point to a paper under another item."""
    return f"见 {label}"


def in_box(number: int) -> str:
    """Say in which box a paper lies."""
    return f"第{number}盒"


def entry(label: str, title: str) -> str:
    """Return the bookmark of a paper."""
    return f"{label}　{title}"


def not_shown(kinds: str) -> str:
    """Say that a file is no pages; under what name it arrived is the office's own business."""
    return f"这一件是电子文件{f'（{kinds}）' if kinds else ''}，不能在阅读版里显示，请在电子版资料中打开。"


def on_paper(place: str, keeper: str) -> str:
    """Say where a paper lies."""
    return f"纸质备查件，存放处：{place}，保管人：{keeper}。"


def in_package(place: str) -> str:
    """Say where the package has a file."""
    return f"电子版资料：{place}"


def pages_count(pages: int) -> str:
    """Say how many pages a paper has."""
    return f"共 {pages} 页"


def reading_told(files: int, pages: int, elsewhere: int, path: str) -> str:
    """Say what was made."""
    rest = f"；{elsewhere} 件不能显示，各有一页说明在哪里" if elsewhere else ""
    return f"已排好阅读版 {files} 个 PDF，共 {pages} 页{rest}。存在 {path}。"


def reading_line(name: str, pages: int, papers: int, size_bytes: int) -> str:
    """Say what one file holds."""
    return f"{name}  {papers} 件  {pages} 页  {size(size_bytes)}"


NOT_AMONG = "未列入"


def why_left_out(why: str, told: Mapping[str, str]) -> str:
    """Say why something is not among the files, and what to do."""
    return LEFT_OUT[why].format_map(told)


def how(making: str, before: int, after: int) -> str:
    """Say what was done with a file, and what that saved."""
    return f"{MADE[making]}，压缩：{saving(before, after)}" if after < before else MADE[making]


def listing_sum(files: int, before: int, after: int) -> str:
    """Say how much is listed."""
    return f"共 {files} 个文件，{saving(before, after)}。"


def personal(labels: Sequence[str]) -> str:
    """Say that files hold personal data, which a web site may not be given."""
    named = "、".join(labels[:_MOST_NAMED]) + ("等" if len(labels) > _MOST_NAMED else "")
    return f"{len(labels)} 件含个人信息（{named}），上传前请核对、遮盖。" if labels else ""


def kept(path: str) -> str:
    """Say where files went that people had changed since the last time."""
    return f"上次导出后改动过的文件已另存到：{path}"


def reading_holds(papers: int, pages: int) -> str:
    """Say what a file holds."""
    return f"{papers} 件，{pages} 页"


def saving(before: int, after: int) -> str:
    """Say how large something was and is; the smaller figure alone where nothing was saved."""
    was, now = size(before), size(after)
    return f"{was} → {now}" if after < before and was != now else now


def percent_saved(before: int, after: int) -> str:
    """Say how much was saved."""
    return f"省 {(before - after) * 100 // before}%" if 0 < after < before else ""


def declared_told(files: int, before: int, after: int, left_out: int, path: str) -> str:
    """Say what was made."""
    rest = f"；{left_out} 件没有列入，原因见文件夹旁的“{LEFT_LISTING}”" if left_out else ""
    return f"已做好 {files} 个申报文件，共 {saving(before, after)}{rest}。存在 {path}。"


def over_total(after: int, limit_mb: float) -> str:
    """Say that all together are too large."""
    least, most = size(after), f"{limit_mb:g} MB（1 MB 按百万字节算）"
    return f"全部压到最小仍有 {least}，超过总大小 {most}。请减少件数，或分几次申报。"


def planned(making: str, limit_mb: float | None, *, can_shrink: bool) -> str:
    """Say what is to be done with a file; with a limit, that it is larger than that as it is."""
    if limit_mb is None:
        return MADE[making]
    return f"{MADE[making]}，压到 {limit_mb:g} MB 以内" if can_shrink else f"超过 {limit_mb:g} MB，压不了"


def planned_told(files: int, size_bytes: int, over: int, left_out: int) -> str:
    """Say what is planned."""
    more = f"，其中 {over} 个要压缩" if over else ""
    rest = f"；{left_out} 件不能列入" if left_out else ""
    return f"共 {files} 个文件，现有 {size(size_bytes)}{more}{rest}。"


def rule_told(
    file_mb: float | None, total_mb: float | None, endings: tuple[str, ...], names: tuple[str, int], bundle: str
) -> str:
    """Say what a web site takes."""
    each = f"单个文件 {file_mb:g} MB 以内" if file_mb else "单个文件大小不限"
    whole = f"总共 {total_mb:g} MB 以内" if total_mb else "总大小不限"
    kinds = f"只收 {'、'.join(endings)}" if endings else "格式不限"
    return f"{each}；{whole}；{kinds}；{BUNDLES[bundle]}；文件名 {names[0]}，最长 {names[1]} 字。"
