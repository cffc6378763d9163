"""转成页面: what is said of pages that a converter makes of Word files, tables and slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    "about_pages": (
        "三、图片、版式文件和转成页面的文件逐页收入，转成的页面以电子版资料中的原件为准；"
        "其他文件列明题名和在电子版资料中的存放位置。"
    ),
    "paging_about": (
        "把 Word、表格、演示文稿转成页面，汇编里就有它的图，打印件里就有它的页。原件不动，电子版资料里仍是原件。"
        "版面是转换程序排的，可能与 Word、WPS 里略有不同，转好后请翻看。"
    ),
    "paging_with": "转换程序：{name}",
    "paging_without": (
        "这台电脑上没有找到能转成页面的程序（LibreOffice）。不转也能导出：这些材料按引用列入汇编，盒里的请自己打印。"
        "把 LibreOffice 便携版的文件夹放在备检的文件夹旁边，就可以转。"
    ),
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


def waiting(count: int, there: int) -> str:
    """Say how many files lack their pages, and how many have them."""
    said = f"有 {count} 个文件可以转成页面" if count else "没有要转成页面的文件"
    return said + (f"，另有 {there} 个已转过。" if there else "。")


def done(made: Sequence[tuple[int, str]], failed: int, *, stopped: bool) -> Iterator[str]:
    """Say what came of it; of each file that was made its pages and its converter."""
    if stopped:
        yield "已按您的要求停止，前面转好的已记下；其余的可以再转。"
    if made:
        names = "、".join(dict.fromkeys(name for _, name in made))
        pages = sum(pages for pages, _ in made)
        yield f"已转成页面 {len(made)} 个文件，共 {pages} 页（{names}）。版面可能略有不同，请翻看。"
    if failed:
        yield f"有 {failed} 个没有转成，仍按引用列入："


def referred(count: int) -> str:
    """Say how many files are only referred to; empty if none is."""
    return f"有 {count} 个 Word、表格、演示文稿等文件没有页面，汇编里按引用列入，打印件里出隔页纸。" if count else ""
