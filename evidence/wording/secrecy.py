"""The sentences of `wording` that speak of files that bear a 密级 mark and were isolated (涉密隔离)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from evidence.isolated import Copy, CopyKind, Isolated
from evidence.wording.titles import in_marks

REMARKS: dict[str, str] = {
    "isolated_before": "与已隔离的隔离件{number}号是同一个文件，未收入、未留存。"
    "涉密文件不得放在本机，请立即按保密规定处理。",
}

ERRORS: dict[str, str] = {
    "isolate_by_whom": "没有写明由谁决定，未作改动。请写明姓名。",
    "isolate_of_paper": "这一件只有纸质登记，没有文件可以隔离，未作改动。"
    "题名等内容涉密的，请更正题名并报告保密工作机构。",
    "isolate_unknown": "项目里从未收过“{name}”这个文件，没有可以隔离的，未作改动。",
    "copy_unknown": "没有编号为“{name}”的去向，未作改动。请用 isolated 列出的编号，如 3-2。",
    "copy_there": "{name} 还在 {place}，没有处理，不能登记为已处理。请先清除，或用“清除项目内的副本”。",
    "export_isolated": "要导出的内容里有刚刚隔离的文件，已停止，没有导出。请重新导出。",
}

PHRASES: dict[str, str] = {
    "isolating": "将立即隔离 {files} 个文件、{pieces} 件材料：从归项、待整理、建议归项、雷同比对、正文中取出，"
    "办理记录里有关它的内容一并清除，文件移出原件库。此操作不能撤销；同一个文件今后不能再收入。",
    "isolating_thinned": "另有 {pieces} 件还含有别的文件：只取出涉密的文件，其余留在待整理，题名等需重新登记。",
    "isolating_thinned_title": "{title}（只取出涉密的文件）",
    "isolating_binned": "其中 {pieces} 件在回收站，取出后不能再恢复。",
    "isolating_binned_title": "{title}（在回收站）",
    "isolating_binned_thinned": "回收站里另有 {pieces} 件还含有别的文件：只取出涉密的文件，其余回到待整理，"
    "题名等需重新登记。",
    "isolating_binned_thinned_title": "{title}（在回收站，只取出涉密的文件）",
    "isolating_findings": "整改台账中 {findings} 个问题写到它的题名或文件名，将改为“隔离件”的编号；"
    "改写它内容的其他说法程序认不出来，请在台账中逐条核对。",
    "isolated_done": "已隔离：{labels}。请立即报告本单位保密工作机构，"
    "不要转发、拷贝、打印或再打开，并逐条处理下列去向。",
    "isolated_trouble": "已从项目中取出，但文件还没有移出原件库，或数据文件还没有清理干净：{why}"
    "下次打开项目时会接着做完。",
    "isolated_none_yet": "没有隔离过文件。",
    "isolated_line": "{label}  {at} 由 {who} 隔离，{size} 字节，SHA-256 {sha256}，去向未处理 {open} 处",
    "isolated_why": "原因：{why}",
    "isolated_unfinished": "尚未清理干净，下次打开项目时接着做。",
    "copy_open": "未处理",
    "copy_done": "{at} 由 {who} 确认已处理",
    "purged": "已清除 {count} 处，由 {who} 确认。项目文件夹以外的去向请继续逐条处理。",
    "purged_backup": "已清除含有它的旧备份，另存了一份不含它的新备份：{path}",
    "isolated_advice": "隔离件留在 isolated 文件夹，程序不会打开、导出、备份它；如何处置由保密工作机构决定。"
    "磁盘、U盘上删除过的内容仍可能被恢复，是否需要专门清除请听从保密工作机构的意见。",
}

TASKS: dict[str, str] = {"isolating": "隔离涉密文件", "isolated": "读取隔离记录"}

# What lies where: what it is, and what to do about it.
COPIES: dict[CopyKind, str] = {
    CopyKind.FILE: "隔离的文件：{place}。等保密工作机构处置；得到同意后可由程序销毁。",
    CopyKind.BACKUP: "项目的旧备份：{place}。里面还有它的正文，应清除。",
    CopyKind.DISK: "备份盘上的备份：{place}。接上备份盘再备份一次，就会从那里清除，并登记在这里。",
    CopyKind.EXPORT: "以前导出的资料：{place}。可能含有它的题名、图片或文件，应清除后重新导出；已交出去的要追回。",
    CopyKind.SOURCE: "来处：{place}。交来的文件夹、U盘、邮件、微信里还有它，应通知报送单位并清除。",
    CopyKind.OPENED: "在本机打开过的副本（临时文件夹、办公软件的备份和最近文档），打印过的纸张。",
    CopyKind.ELSEWHERE: "项目文件夹的其他副本（U盘、别的电脑）、导出到别处的内部工作版、存出的清单和回执。",
}

_UNKNOWN = "来源不明"
_SHORTEST_PLAIN = 6  # characters of a name that is one without marks, too: 通知 is a word as well


def label(number: int) -> str:
    """Return what an isolated file is called from then on."""
    return f"隔离件{number}号"


def isolated(number: int) -> str:
    """Return what the record of its arrival says."""
    return f"有密级标志，已隔离（{label(number)}）。涉密文件不得放在本机，请按保密规定处理。"


def copy(kind: CopyKind, place: str) -> str:
    """Return what lies in a place, and what to do about it."""
    return COPIES[kind].format(place=place or _UNKNOWN)


def lines(records: Iterable[Isolated]) -> Iterator[str]:
    """Yield the records as people read them, with what still lies where and what to do."""
    nothing = True
    for record in records:
        nothing = False
        at = f"{record.isolated_at:%Y-%m-%d %H:%M}"
        yield PHRASES["isolated_line"].format(
            label=label(record.number),
            at=at,
            who=record.who,
            size=record.size_bytes,
            sha256=record.sha256,
            open=record.open,
        )
        if record.why:
            yield "　　" + PHRASES["isolated_why"].format(why=record.why)
        if not record.finished:
            yield "　　" + PHRASES["isolated_unfinished"]
        for one in record.copies:
            yield f"　　{one.name}  {copy(one.kind, one.place)}（{state(one)}）"
    yield PHRASES["isolated_none_yet" if nothing else "isolated_advice"]


def state(one: Copy) -> str:
    """Return whether a place was looked after, by whom and when."""
    if one.done_at is None:
        return PHRASES["copy_open"]
    return PHRASES["copy_done"].format(at=f"{one.done_at:%Y-%m-%d %H:%M}", who=one.who or "")


def delivery(day: str, unit: str | None, sender: str | None, channel: str | None) -> str:
    """Return who brought something, when and how; what is unknown is left out."""
    return "，".join(part for part in (day, unit, sender, channel) if part)


def spellings(names: Collection[str]) -> tuple[str, ...]:
    """Return how people write of papers with these titles, names or paths: in marks and plain, the longest first."""
    found = {one for name in names for one in _spelled(name)}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _spelled(name: str) -> Iterator[str]:
    file = name.replace("\\", "/").rsplit("/", 1)[-1]
    for one in (name, file, file.rpartition(".")[0]):
        if one.strip():
            yield from (f"“{one}”", f"《{one}》", in_marks(one))
        if len(one) >= _SHORTEST_PLAIN:
            yield from (one, in_marks(one)[1:-1])
