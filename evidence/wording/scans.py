"""What is said of scans and of what was recognised on them."""

from __future__ import annotations

REMARKS: dict[str, str] = {
    "secret_late": "识别后发现页首有密级标志：识别出的文字没有保存，也没有建议归项。"
    "涉密文件不得放在本机，请立即按保密规定处理。",
}

PHRASES: dict[str, str] = {
    "scans_progress": "扫描件和照片共 {total} 页，已识别 {done} 页。",
    "scans_failed": "其中 {failed} 页识别不出来，这些材料请按原件核对题名、文号、日期。",
    "scans_waiting": "还有 {waiting} 页没有识别，写 read 接着识别；窗口打开时也会自动识别。",
}

TASKS: dict[str, str] = {"recognising": "识别扫描件"}
