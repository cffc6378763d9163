"""The sentences about tables whose columns are told by their headings: 点位, 满意度, 放假安排."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "headed_missing": "找不到“{name}”；请检查路径，或重新选择表格。",
    "headed_is_folder": "“{name}”是文件夹，不是表格；请选择其中的一个表格文件。",
    "headed_is_archive": "“{name}”是压缩包；请先解压，再选择其中的表格。",
    "headed_file_empty": "“{name}”是空文件（0 字节）；请重新索取表格。",
    "headed_too_large": "“{name}”大得不像这种表，远处可能有多余的内容；请只把表格复制到新表再导入。",
    "headed_none": "“{name}”里没有认出要的表：表头要有“{needed}”。请改栏名，或写明哪一栏是什么。",
    "headed_empty": "“{name}”的表头下面没有内容，没有导入。",
    "headed_no_column": "“{name}”里没有“{column}”这一栏，不能当作“{field}”。请写表头上的栏名，或写字母（如 C）。",
}

TASKS: dict[str, str] = {"reading_table": "读取表格", "saving_table": "存表格"}
