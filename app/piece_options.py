"""The commands that split and join pieces: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


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
