"""What is said when written files do not agree with themselves."""

from __future__ import annotations

TASKS: dict[str, str] = {"crawl": "核对导出的文件"}

ERRORS: dict[str, str] = {
    "export_unsound": (
        "导出的文件核对出 {count} 处不符，没有交付，以前导出的保持原样：{faults}。"
        "请再导出一次；还是这样，请把这段话交给维护人员。"
    ),
}

_IN_FRONT = "卷首"

FAULTS: dict[str, str] = {
    "crawl_unreadable": "“{file}”读不出来",
    "crawl_pages": "“{file}”应有{told}页，实际{found}页",
    "crawl_part": "“{file}”里缺少“{text}”",
    "crawl_place_twice": "“{file}”里“{text}”这个位置有两处",
    "crawl_link": "“{file}”{page}的链接“{text}”没有去处",
    "crawl_far_file": "“{file}”{page}的链接“{text}”指向的文件“{target}”不在",
    "crawl_page_number": "“{file}”{page}写第{text}页，实际在{found}",
    "crawl_pointer": "“{file}”{page}的“{text}”指到了“{found}”",
    "crawl_pieces": "“{file}”{page}写“{text}”有{told}份，卷内目录有{found}份",
    "crawl_item_pages": "“{file}”{page}写“{text}”有{told}页，实际{found}页",
    "crawl_about": "“{file}”编制说明写{told}，实际{found}",
    "crawl_number_twice": "件号“{text}”在{file}里用了两次",
    "crawl_number_gap": "“{text}”的件号不连续，缺第{told}号",
    "crawl_place": "“{file}”{page}写明的“{text}”不在电子版资料里",
    "crawl_unlisted": "电子版资料里的“{text}”不在校验清单上",
    "crawl_missing": "校验清单上的“{text}”不在电子版资料里",
    "crawl_size": "电子版资料应有{told}，实际{found}",
}


def fault(code: str, params: dict[str, str]) -> str:
    """Return what is wrong with what was written, as part of a sentence."""
    return FAULTS[code].format(**params)


def page(label: str) -> str:
    """Return which page is meant by the number at its foot; pages in front of the first have none."""
    return f"第{label}页" if label else _IN_FRONT
