"""The commands that split and join pieces: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_past_commands(command: Command, piece: str) -> None:
    """Offer 回收站 and what became of a piece; `piece` tells how a piece is named."""
    discard = command("discard", "把材料移入回收站：从所有评价内容里移出，不删除，可以恢复")
    add_workspace(discard)
    discard.add_argument("pieces", metavar="材料编号", nargs="+", help=piece)
    discard.add_argument("--why", metavar="原因", help="为什么不要，一句话")
    add_workspace(command("bin", "列出回收站里的材料：谁、什么时候、从哪里移入的"))
    back = command("bring-back", "从回收站恢复材料，归项、件号和题名照旧")
    add_workspace(back)
    back.add_argument("pieces", metavar="材料编号", nargs="+", help=piece)
    past = command("past", "列出一件材料的经历：谁交来、改过什么、归在哪里、换件、复核")
    add_workspace(past)
    past.add_argument("piece", metavar="材料编号", help=piece)


def add_piece_commands(command: Command, piece: str) -> None:
    """Offer to split and to join; `piece` tells how a piece is named."""
    split = command("split", "按页拆件：一份扫描件里有几份材料的，每段页码成一件；第一段仍是原来的一件")
    add_workspace(split)
    split.add_argument("piece", metavar="材料编号", help=piece)
    split.add_argument("pages", metavar="页码", nargs="*", help="如 1-3 4-7 8-")
    split.add_argument("--propose", action="store_true", help="只列出建议从哪几页分开和理由，不拆")
    join = command("join", "合成一件：通知、附件、签到、照片等几份文件并作一件；文件按写的先后排列")
    add_workspace(join)
    join.add_argument("pieces", metavar="材料编号", nargs="*", help=piece)
    join.add_argument("--chief", metavar="材料编号", help="主件：编号、归项、题名都按它；不写就是第一件")
    join.add_argument(
        "--keep",
        metavar="材料编号",
        action="append",
        default=[],
        help="只随件保存，不打印、不计页数，如盖章件的文字稿；可写几次",
    )
    join.add_argument("--propose", action="store_true", help="只列出待整理里像是一件的材料和理由，不并")
