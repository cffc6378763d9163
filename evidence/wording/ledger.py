"""Sentences of the window 整改 in plain office Chinese."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "check_without_result": "没有选复查结果，没有登记。请选“通过，销号”或“不通过，继续整改”。",
    "photo_not_taken": "照片“{name}”没有收进来，未作改动。{why}请换一张，或先不带照片登记。",
}
