"""支持报告: what is needed to mend a fault, with nothing of evidence, names, titles or places on the disk in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath, PureWindowsPath

from msgspec import Struct

from evidence.errors import ExportError
from evidence.snapshot import Snapshot
from evidence.store.disk import disk_sentences, replace
from evidence.wording import parts
from evidence.wording.room import size

LINES = 200  # of the log, the last ones
_START = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d beijian \d+(?:\.\d+)*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d)?", re.ASCII)
_FRAME = re.compile(r'\s*File "(?P<path>[^"]+)", line (?P<line>\d+)(?:,? in (?P<name>[\w<>.]+))?', re.ASCII)
_ERROR = re.compile(r"(?P<name>[A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit))(?::.*)?", re.ASCII)
_KEPT = frozenset(
    {
        "Traceback (most recent call last):",
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
    }
)
# What Python says where the program is torn down, and of frames that are alike.
_SAID = re.compile(
    r"Fatal Python error: (?:Segmentation fault|Aborted|Bus error|Illegal instruction|Floating-point exception)"
    r"|Windows fatal exception: (?:[a-z ]+|code 0x[0-9a-f]+)"
    r"|(?:Current thread|Thread) 0x[0-9a-f]+ \(most recent call first\):|  \[Previous line repeated \d+ more times?\]",
    re.ASCII,
)
_SOURCE = "    "  # begins a line of the code that a frame is in, and the signs under it
_OURS = ("app", "ui", "evidence")
_LEFT_OUT = "（略去 {count} 行）"


class Machine(Struct, frozen=True):
    """What the program runs on and how it is set up; nothing that tells whose it is."""

    program: str  # its version
    system: str
    python: str
    qt: str
    screens: tuple[str, ...]  # size and scale of each
    shade: str
    text_pt: float


def report(machine: Machine, snapshot: Snapshot | None, log: Iterable[str]) -> str:
    """Return the whole report; `snapshot` of the open project, None where none is open."""
    lines = [
        "备检支持报告",
        "",
        "一、程序和系统",
        f"程序版本：{machine.program}",
        f"系统：{machine.system}",
        f"Python {machine.python}，Qt {machine.qt}",
        *(f"屏幕：{screen}" for screen in machine.screens),
        f"外观：{machine.shade}，文字 {machine.text_pt:g} 磅",
        "",
        "二、打开的项目（只有数目）",
        *(_counts(snapshot) if snapshot is not None else ("没有打开项目",)),
        "",
        "三、最近的运行日志（只留出错的位置和类型，路径和文字都已略去）",
        *masked(log),
        "",
    ]
    return "\n".join(lines)


def save(text: str, path: Path) -> None:
    """Write a report beside its place, then into it; raise `ExportError` with a sentence if the disk refuses."""
    beside = path.with_name(f".{path.name}.tmp")
    with disk_sentences(path, ExportError):
        try:
            beside.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
            replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def masked(log: Iterable[str]) -> tuple[str, ...]:
    """Return what of a log is certain to name nobody: when the program started, and where in its code it failed."""
    found: list[str] = []
    left_out = 0
    in_frame = False
    for line in list(log)[-LINES:]:
        kept = _masked(line.rstrip())
        if kept is None and in_frame and line.startswith(_SOURCE):
            continue  # of the program's own code, which its place tells
        in_frame = kept is not None and _FRAME.fullmatch(line.rstrip()) is not None
        if kept is None:
            left_out += bool(line.strip())
            continue
        if left_out:
            found.append(_LEFT_OUT.format(count=left_out))
            left_out = 0
        found.append(kept)
    if left_out:
        found.append(_LEFT_OUT.format(count=left_out))
    return tuple(found) or ("没有日志",)


def _masked(line: str) -> str | None:
    if line in _KEPT or _SAID.fullmatch(line) or _START.fullmatch(line) or _DAY.fullmatch(line):
        return line
    if frame := _FRAME.fullmatch(line):
        name = f" {frame['name']}" if frame["name"] else ""
        return f"  {_in_code(frame['path'])}:{frame['line']}{name}"
    if (error := _ERROR.fullmatch(line)) and _is_known(error["name"]):
        return error["name"]
    return None


def _is_known(error: str) -> bool:
    """Tell whether an error is one of Python's or of a module that is loaded: words of people look like some, too."""
    place, _, name = error.rpartition(".")
    kind = getattr(sys.modules.get(place or "builtins"), name, None)
    return isinstance(kind, type) and issubclass(kind, BaseException)


def _in_code(path: str) -> str:
    """Return where in the program's own code a file lies, or that it is another's."""
    parts: Sequence[str] = PureWindowsPath(path).parts if "\\" in path else PurePosixPath(path).parts
    for at in range(len(parts) - 1, -1, -1):
        inside = parts[at:]
        if inside[0] in _OURS and all(map(_plain, inside)) and _is_module(inside):
            return "/".join(inside)
    return "（别的代码）"


def _is_module(inside: Sequence[str]) -> bool:
    """Tell whether the program has a module there: a folder of somebody's may be called app, too."""
    *folders, file = inside
    name, ending = file.rsplit(".", 1) if "." in file else (file, "")
    if ending != "py":
        return False
    try:
        return find_spec(".".join(folders if name == "__init__" else [*folders, name])) is not None
    except (ImportError, ValueError):
        return False


def _plain(part: str) -> bool:
    return re.fullmatch(r"[a-z0-9_]+(?:\.py)?", part) is not None


def _counts(snapshot: Snapshot) -> tuple[str, ...]:
    project = snapshot.project
    slots = sum(len(item.required) for item in snapshot.items)
    stored = sum(original.size_bytes for original in snapshot.originals.values())
    return (
        f"评价内容 {len(snapshot.items)} 项，应备材料 {slots} 种，另有细则 {len(snapshot.others)} 套",
        f"材料 {len(snapshot.pieces)} 件，归项 {len(snapshot.filings)} 处，待整理 {len(snapshot.unfiled)} 件",
        f"原件 {len(snapshot.originals)} 个，共 {size(stored)}",
        f"单位 {len(project.units)} 个，年度 {project.first_year}—{project.base_year}，{parts.MODES[project.mode]}",
        f"已定号的盒 {len(snapshot.boxes.fixed)} 个，不作问题的疑点 {len(snapshot.dismissed)} 条",
    )
