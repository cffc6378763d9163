"""转成页面: what is said of pages that a converter makes of Word files, tables and slides."""

from __future__ import annotations

from evidence.journal import Action

TASKS: dict[str, str] = {"paging": "转成页面", "paging_plan": "清点要转的文件"}
STEPS: dict[Action, str] = {Action.MAKE_PAGES: "转成页面"}

ERRORS: dict[str, str] = {
    "converter_none": (
        "这台电脑上没有找到能转成页面的程序（LibreOffice），没有转。这些材料照旧按引用列入汇编；"
        "盒里的请自己打印，打印件里有隔页纸说明放在哪里，页数在右边“页数”里填。"
        "把 LibreOffice 便携版的文件夹放在备检的文件夹旁边，再转一次就可以。"
    ),
    "paging_nothing": "没有要转成页面的文件：Word、表格、演示文稿已转过，或者选中的材料本来就是页面。",
    "rendition_lost": "转成的页面不在了或已损坏，请再转一次。",
}

PHRASES: dict[str, str] = {
    "omitted_pages_lost": "转成的页面不在了或已损坏，按引用列入；请在“导出”菜单里再做一次“转成页面”",
    "paging_about": (
        "把 Word、表格、演示文稿转成页面，汇编里就有它的图，打印件里就有它的页。原件不动，电子版资料里仍是原件。"
        "版面是转换程序排的，可能与 Word、WPS 里略有不同，转好后请翻看。"
    ),
    "paging_waiting": "{count} 个文件要转成页面。",
    "paging_there": "另有 {count} 个已转过。",
    "paging_with": "转换程序：{name}",
    "paging_made": "已转成页面 {count} 个文件，共 {pages} 页（{name}）。",
    "paging_none_made": "没有转成页面的文件。",
    "paging_failed": "{count} 个没有转成，仍按引用列入：",
    "paging_stopped": "已按您的要求停止，前面转好的已记下；其余的可以再转。",
}

_FAILURES: dict[str, str] = {
    "no_converter": "找到的转换程序不认这类文件，请自己打印",
    "password": "文件有密码，请向报送单位索取无密码的文件",
    "lost": "原件库里找不到这个文件，或者被改动过，请把它重新收一次",
    "timed_out": "转了太久没有转完，已停下这一个；请用办公软件打开，另存为 PDF 再收",
    "crashed": "转换程序打不开它，自己退出了；请用办公软件打开，另存为 PDF 再收",
    "nothing": "转换程序打不开它；请用办公软件打开，另存为 PDF 再收",
    "not_readable": "转出来的不是能看的页面；请用办公软件打开，另存为 PDF 再收",
}


def failure(code: str) -> str:
    """Say why no pages were made of a file, and what can be done."""
    return _FAILURES[code]
