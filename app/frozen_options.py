"""The commands for 定稿留底 and for how the project stands: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_frozen_commands(command: Command) -> None:
    """Offer to keep the project as it is under a name, to compare, and to see how it stands."""
    freeze = command("freeze", "定稿留底：把现在的评价内容、归项和材料情况按一个名称留存，供以后比较")
    add_workspace(freeze)
    freeze.add_argument("name", metavar="名称", help="如 模拟验收前")
    frozen = command("frozen", "列出定稿留底")
    add_workspace(frozen)
    frozen.add_argument("--remove", metavar="名称", help="删除这份留底，可用 undo 撤销")
    compare = command("compare", "把一份留底与现在、另一份留底或另一个项目（如去年的）比较：新增、减少、变更、仍有效")
    add_workspace(compare)
    compare.add_argument("name", metavar="名称", help="留底的名称；写 现在 就是项目现在的样子")
    other = compare.add_mutually_exclusive_group()
    other.add_argument("other", metavar="另一份", nargs="?", help="另一份留底的名称；不写就与现在比较")
    other.add_argument("--with", dest="elsewhere", metavar="项目", help="另一个迎检项目文件夹，如去年的，只读取")
    compare.add_argument("--all", action="store_true", help="没有变化的也列出")
    overview = command("overview", "总览：各类别、各单位的情况，每天的进度，距送审还有几天")
    add_workspace(overview)
    matrix = command("matrix", "评价内容 × 年度和环节的情况表；写 --townships 为评价内容 × 乡镇")
    add_workspace(matrix)
    matrix.add_argument("--townships", action="store_true", help="按乡镇列")
    matrix.add_argument("--open", action="store_true", help="只列还缺材料的")
