"""The command for 版式: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace

PROFILE = "国标、GBK、Windows，或者自己的 .docx 文件"


def add_layout_commands(command: Command) -> None:
    """Offer what can be done with how documents look."""
    layout = command(
        "layout", "查看或设定版式：用哪个 Word 模板，封面题名、落款、印章名称，归档章上的全宗号、保管期限、机构（问题）"
    )
    add_workspace(layout)
    layout.add_argument("--profile", metavar="版式", help=f"{PROFILE}；文件会存一份到项目的“版式”文件夹")
    layout.add_argument("--title", metavar="题名", help="封面题名，如 云岭县创建国家食品安全示范城市资料汇编")
    layout.add_argument("--signed", metavar="落款", help="封面落款；写空值 '' 表示照编制单位")
    layout.add_argument("--seal", metavar="印章名称", help="印章上的全称；写空值 '' 表示照编制单位")
    layout.add_argument("--fonds", metavar="全宗号", help="归档章和归档文件目录上的全宗号；写空值 '' 表示空着")
    layout.add_argument("--keeping", metavar="保管期限", help="归档章和盒封面上的保管期限，如 永久、30年")
    layout.add_argument("--division", metavar="机构（问题）", help="归档章上的机构（问题）")
    layout.add_argument("--copy", metavar="文件", help="把现用的版式存出一份 .docx，用 WPS 修改后再用 --profile 选用")
