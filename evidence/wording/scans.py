"""What is said of scans and of what was recognised on them."""

from __future__ import annotations

REMARKS: dict[str, str] = {
    "secret_late": "识别后发现页首有密级标志，已立即隔离，识别出的文字没有保存。"
    "涉密文件不得放在本机，请立即报告保密工作机构；去向见“收件”菜单的“隔离记录”。",
}

ERRORS: dict[str, str] = {
    "recogniser_broken": "识别文字的组件装得不完整，扫描件和照片先不识别，收下的材料不受影响。"
    "请重新解压或安装程序，再接着识别。",
}

PHRASES: dict[str, str] = {
    "secret_recognised": "识别扫描件时发现页首有密级标志",
    "scans_progress": "扫描件和照片共 {total} 页，已识别 {done} 页。",
    "scans_failed": "其中 {failed} 页识别不出来，这些材料请按原件核对题名、文号、日期。",
    "scans_waiting": "还有 {waiting} 页没有识别，写 read 接着识别；窗口打开时也会自动识别。",
}

DOUBT = "（识别得来，请核对）"  # after where a fact was read


def sureness(confidence: float) -> str:
    """Say how sure a text is that was recognised (0–1)."""
    return f"　文字是识别的（把握 {min(99, int(100 * confidence))}%），请核对"


TASKS: dict[str, str] = {"recognising": "识别扫描件"}
