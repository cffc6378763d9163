"""责任落实 in plain office Chinese: which duties are signed, and which are not."""

from __future__ import annotations

TITLE = "责任落实情况"

ERRORS: dict[str, str] = {
    "duty_file_kind": "责任落实情况只能存为 Word（.docx）或 Excel（.xlsx），“{path}”没有存。请改文件名。",
}

PHRASES: dict[str, str] = {}
