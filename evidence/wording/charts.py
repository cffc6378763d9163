"""What charts say in words, for their labels and for those who cannot see them."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "no_charts": "图表画不出来：程序里画图的部分没有装好。表格和文字不受影响；请用完整的程序包重新解压后再试。",
}

TASKS: dict[str, str] = {"charts": "画整改图表"}

FORMS = {"bars": "柱形图", "stacked": "堆积柱形图", "lying": "条形图", "lines": "折线图"}
UNKNOWN = "没有数据"

PHRASES: dict[str, str] = {
    "measure": "单位：{measure}",
    "level": "{name}{value}",
    "series": "{name}：{values}",
    "described": "{form}：{title}。{said}。",
}


def phrase(code: str, /, **params: str) -> str:
    """Return a phrase of charts."""
    return PHRASES[code].format(**params)
