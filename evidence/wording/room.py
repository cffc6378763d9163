"""What is said of disks that an export does not fit on."""

from __future__ import annotations

_UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))

ERRORS: dict[str, str] = {
    "export_no_room": "{path} 所在的盘放不下：约需 {need}，只剩 {free}。什么也没有写。请清理这个盘，或换一个盘再导出。",
    "export_no_room_beside": "{path} 所在的盘放不下：约需 {need}，只剩 {free}。什么也没有写。"
    "那里上次导出的内容占 {earlier}，要等这次做完才换下；请先把它移走，或换一个盘再导出。",
    "export_file_too_large": "{path} 所在的盘是 FAT32 格式，单个文件不能超过 4 GB，而“{name}”有 {size}。"
    "什么也没有写。请换一个 NTFS 或 exFAT 格式的盘再导出。",
}


def size(size_bytes: int) -> str:
    """Return a size as people read it: 1.2 GB, 350 MB."""
    for unit, name in _UNITS:
        if size_bytes >= unit:
            number = size_bytes / unit
            return f"{number:.1f} {name}" if number < 100 else f"{number:.0f} {name}"
    return f"{size_bytes} 字节"
