"""How an export gets to its target, in plain office Chinese: what it went on with, what it was named, what is left."""

from __future__ import annotations

from evidence.wording.room import size


def resumed(files: int) -> str:
    """Say that files were there already."""
    return f"接着上次没有完成的导出：已有 {files:,} 个文件，没有再拷。"


def left(files: int, size_bytes: int) -> str:
    """Say what an export that was broken off has left."""
    return f"那里有上次没有完成的导出：已有 {files:,} 个文件（{size(size_bytes)}），导出送审版时接着用。"


def cleared(files: int, size_bytes: int) -> str:
    """Say what was cleared of it."""
    if not files:
        return "那里没有未完成的导出，什么也没有改动。"
    return f"已清除上次没有完成的导出：{files:,} 个文件（{size(size_bytes)}）。"


def told(resumed_files: int, number: int | None) -> tuple[str, ...]:
    """Say of an export that was made what it went on with, and that it lies beside the earlier one."""
    said = (resumed(resumed_files) if resumed_files else "", "" if number is None else second(number))
    return tuple(filter(None, said))


def second(number: int) -> str:
    """Say that the new export lies beside the earlier one."""
    return f"上次导出的文件正被其他程序打开，没有替换；这次的另存到了旁边的“导出（{number}）”文件夹。"
