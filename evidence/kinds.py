"""The kinds of evidence that clerks pick from."""

from __future__ import annotations

PHOTO = "照片(含整改前后)"
STATEMENT = "情况说明/证明(盖章)"

# In their order on screen.
KINDS: tuple[str, ...] = (
    "文件(红头)",
    "会议纪要",
    "会议通知/议程/签到",
    "方案/计划",
    "总结/报告",
    "台账/登记表",
    "统计表/报表",
    PHOTO,
    "截图(平台/网页/公众号)",
    "领导批示/讲话",
    "媒体报道",
    "证书/资质",
    "检验报告",
    "案卷(摘)",
    "制度/清单",
    STATEMENT,
    "培训材料",
    "协议/合同/预算批复",
    "视频/音频",
    "其他",
)
