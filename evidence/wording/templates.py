"""What is wrong with a Word template, or odd about it: a sentence each, with what to do."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model import Notice

_SENTENCES = {
    "unreadable": "打不开或不完整。请用 WPS 或 Word 打开，另存为 .docx 后再选。",
    "old": "是旧格式（.doc、.wps）或加了密码的文件。请用 WPS 或 Word 打开，去掉密码，另存为 .docx。",
    "macros": "带有宏（.docm），导出的文件会被当作有风险。请另存为不带宏的 .docx。",
    "dotx": "是模板格式（.dotx）。请用 WPS 或 Word 打开，另存为 .docx。",
    "outside": "要从别处取内容（{target}），换一台电脑就不一样，也不安全。请去掉这个链接。",
    "fonts": "里面嵌入了字体文件，会随每份导出文件带出。请在“选项—保存”里取消“将字体嵌入文件”，再存一次。",
    "style_missing": "缺少样式“{style}”，或没有写明字号。请恢复该样式。",
    "style_lost": "缺少样式“{style}”。请从程序自带的版式另存一份，在它上面修改。",
    "not_exact": "样式“{style}”没有设为固定行距，页码会不准。请把行距改为“固定值”。",
    "picture_exact": "样式“{style}”设了固定行距，图片会被切去。请把行距改为“单倍行距”。",
    "size": "样式“{style}”的字号是 {size} 磅，版面容不下。请改为 {least}—{most} 磅。",
    "pitch": "样式“{style}”的行距是 {pitch} 磅，字会被切去或一页排不了几行。请改为 {least}—{most} 磅。",
    "around": "样式“{style}”设了段前、段后间距，页码会不准。请都改为 0。",
    "indents": "样式“{style}”设了左右缩进或悬挂缩进，每行字数会变。请改为 0，只留首行缩进。",
    "first_line": "样式“{style}”的首行缩进太大。请改为 0—4 字符。",
    "wider": "样式“{style}”加宽了字符间距或缩放，每行字数会变。请改为标准。",
    "numPr": "样式“{style}”带有自动编号，会多出一遍编号。请去掉编号。",
    "pageBreakBefore": "样式“{style}”设了“段前分页”，会多出空白页。请取消。",
    "framePr": "样式“{style}”放在图文框里，页码会不准。请去掉图文框。",
    "pBdr": "样式“{style}”带有段落边框，行高会变。请去掉边框。",
    "vanish": "样式“{style}”设成了隐藏文字，印不出来。请取消隐藏。",
    "no_page": "没有写明纸张大小或页边距。请在“页面设置”里设定。",
    "landscape": "纸张是横向的。汇编是竖向的，请改为纵向。",
    "upright": "纸张是竖向的。宽表用横向，请改为横向。",
    "narrow": "版心宽 {width} 毫米，放不下 {least} 毫米宽的目录表格。请把左右页边距改小。",
    "low": "版心高 {height} 毫米，太矮，一页排不了几行。请改为 {least} 毫米以上。",
    "no_foot_default": "没有页脚，页码印不出来。请在页脚插入页码。",
    "no_foot_even": "设了“奇偶页不同”，但偶数页没有页脚。请在偶数页的页脚也插入页码。",
    "no_number_default": "页脚里没有页码。请在页脚插入页码（要用“插入页码”，不能写死数字）。",
    "no_number_even": "偶数页的页脚里没有页码。请在偶数页的页脚也插入页码。",
    "footer_high": "页脚高出下边距，会把正文顶上去，页码会不准。请把页脚距边界改小，或把下边距改大。",
    "header_high": "页眉高出上边距，会把正文压下去，页码会不准。请把页眉距边界改小，或把上边距改大。",
    # Odd, and no more.
    "not_a4": "纸张是 {width} × {height} 毫米，不是 A4（210 × 297）。",
    "wide": "版心宽 {width} 毫米；目录表格仍按 156 毫米宽排，右边会空出一截。",
    "body_pitch": "正文行距 {pitch} 磅，公文一般用 28—30 磅。",
    "body_size": "正文字号 {size} 磅，公文一般用 3 号（16 磅）。",
    "no_even": "没有设“奇偶页不同”，双面印时页码不会左右对称。",
    "foot_gap": "页码距版心 {gap} 毫米，国标是 7 毫米。",
    "columns": "设了分栏；汇编不分栏。",
    "sections": "有几节；只照最后一节的纸张、页边距和页脚排版。",
    "protected": "设了编辑限制，导出的文件也会限制编辑。",
    "latin": "西文字体“{names}”没有核对过字宽；字太宽的话，页码会不准。请导出后翻看几页。",
}
_MOST_LISTED = 12


def sentence(found: Notice) -> str:
    """Return what is wrong, or odd, as a sentence that goes on from "模板"."""
    return _SENTENCES[found.code].format(**dict(found.params))


def listed(found: Sequence[Notice]) -> str:
    """Return all of it on one line: one as it is, several numbered."""
    if len(found) == 1:
        return sentence(found[0])
    lines = [f"（{position}）{sentence(one)}" for position, one in enumerate(found[:_MOST_LISTED], 1)]
    more = [f"另有 {len(found) - _MOST_LISTED} 处。"] if len(found) > _MOST_LISTED else []
    return "".join([f"有 {len(found)} 处不能用：", *lines, *more])
