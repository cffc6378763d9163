"""One small whole file of each kind that is read."""

from __future__ import annotations

import io

from office.documents import DELETED, IN_TABLE, ROW_END, a_doc
from office.modern import a_docx, an_rtf
from office.packages import a_pptx, an_odt, an_ofd, ofd_text
from office.pictures import written_page
from office.presentations import a_ppt
from openpyxl import Workbook
from PIL import Image
from tables.old_excel import OldSheet, old_workbook

_PAGE = "<html><body><h1>通知</h1><table><tr><td>序号</td><td>姓名</td></tr></table><p>请照办。</p></body></html>"
_MAIL = (
    'From: a@b.cn\nSubject: =?gbk?B?zajWqg==?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
    "--x\nContent-Type: text/html; charset=utf-8\n\n{page}\n--x\nContent-Type: application/msword\n"
    'Content-Disposition: attachment; filename="a.doc"\n\nzz\n--x--\n'
)
_ROW = "<table:table-row><table:table-cell><text:p>序号</text:p></table:table-cell></table:table-row>"


def samples() -> dict[str, bytes]:
    """Return the files by the names that they arrive under."""
    made = {
        "a.docx": a_docx("关于开展检查的通知"),
        "a.doc": a_doc(
            "通知\r序号\x07姓名\x07\x07见\x13 PAGE \x141\x15周一周二\r",
            letters={"周一": DELETED},
            paragraphs={"\x07": ROW_END, "二\r": IN_TABLE},
            headers="秘密\r",
        ),
        "a.xls": old_workbook(OldSheet("表", [["序号", "姓名", 3.5]])),
        "a.ppt": a_ppt(["食品安全", "one"], ["谢谢"]),
        "b.ppt": a_ppt(["食品安全", "one"], ["谢谢"], outlined=True),
        "a.pptx": a_pptx(["讲什么", "第一课"], ["完"]),
        "a.ofd": an_ofd(ofd_text("通知", 20, 40), ofd_text("完", 20, 40), template=ofd_text("秘密", 20, 20)),
        "a.odt": an_odt(f"<text:p>通知</text:p><table:table>{_ROW}</table:table>", header="<text:p>页眉</text:p>"),
        "a.rtf": an_rtf("关于检查的通知", before="{\\header\\pard x\\par}{\\pict\\bin4 abcd}\\trowd a\\cell\\row "),
        "a.html": _PAGE.encode(),
        "a.eml": _MAIL.format(page=_PAGE).encode(),
        "a.mht": _MAIL.format(page=_PAGE).replace("mixed", "related").encode(),
        "a.txt": "会议记录：请照办。".encode("gbk"),
    }
    book, buffer = Workbook(), io.BytesIO()
    book.worksheets[0].append(["序号", "姓名", 3.5])
    book.save(buffer)
    made["a.xlsx"] = buffer.getvalue()
    for kind in ("jpeg", "png", "pdf", "gif", "bmp", "webp"):
        buffer = io.BytesIO()
        Image.effect_noise((120, 160), 50).save(buffer, kind)
        made[f"a.{kind}"] = buffer.getvalue()
    buffer = io.BytesIO()
    page = written_page(200, 280)
    page.save(buffer, "TIFF", save_all=True, append_images=[page.rotate(90, expand=True)], dpi=(50, 50))
    made["a.tif"] = buffer.getvalue()
    return made
