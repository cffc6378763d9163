"""What is said of disks that an export does not fit on."""

from __future__ import annotations

_UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))

ERRORS: dict[str, str] = {
    "export_no_room": "{path} 所在的盘放不下：约需 {need}，只剩 {free}。什么也没有写。请清理这个盘，或换一个盘再导出。",
    "export_no_room_beside": "{path} 所在的盘放不下：约需 {need}，只剩 {free}。什么也没有写。"
    "那里上次导出的内容占 {earlier}，要等这次做完才换下；请先把它移走，或换一个盘再导出。",
    "export_zip_too_large": "{path} 所在的盘是 FAT32 格式，单个文件不能超过 4 GB，而电子版资料的压缩包约有 {size}。"
    "什么也没有写。请只存文件夹，或换一个 NTFS 或 exFAT 格式的盘再导出。",
    "export_obstacles": "不能导出到那里，什么也没有写。有 {count} 处要先解决：{faults}",
    "export_inside_project": "{path} 在迎检项目自己的文件夹里，不能导出到那里。请导出到 {exports}，或换一个文件夹。",
    "export_inside_package": "{path} 在一份电子版资料里面，导出会把内部工作版混进要交的资料。请换一个文件夹。",
    "export_inside_inbox": "{path} 在收件夹里，导出的内容会被当成收件。请换一个文件夹。",
    "export_among_originals": "{path} 里放着收进来的原始材料（如“{name}”），导出的内容会和它们混在一起。"
    "请换一个文件夹，或在那里新建一个。",
    "export_read_only": "{path} 所在的盘是只读的，写不进去。请关掉 U 盘上的写保护开关，或换一个盘再导出。",
    "export_names_refused": "{path} 所在的盘不接受中文文件名。请换一个盘再导出。",
    "export_too_deep": "{path} 层级太深：里面最长的文件路径比 Windows 允许的 {most} 个字符还多 {too_many} 个。"
    "请换一个层级较少的文件夹（如盘的根下）再导出。",
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
