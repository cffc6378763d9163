"""The options and the command for 向上级报送: what may be asked, in Chinese."""

from __future__ import annotations

from argparse import ArgumentParser

from app.item_options import Command, add_workspace


def add_mode(parser: ArgumentParser) -> None:
    """Offer whom the dossier is for."""
    parser.add_argument("--mode", metavar="工作方式", help="本级申报，或 向上级报送（只准备本单位承担的部分）")
    parser.add_argument("--upper", metavar="单位", help="报送对象，印在封面上，如 白鹭市食安办")


def add_part_commands(command: Command) -> None:
    """Offer to choose which items are the office's part."""
    part = command("part", "承担范围：向上级报送时，上级细则里哪些评价内容由本单位承担；不写选项就列出")
    add_workspace(part)
    which = part.add_mutually_exclusive_group()
    which.add_argument(
        "--units", metavar="单位", help="牵头或责任单位写着这些单位的都承担，如 云岭县,各县（区）人民政府；可写简称"
    )
    which.add_argument("--items", metavar="内容号", nargs="+", help="只承担这些；写类别或要点的编号则包括其下各项")
    which.add_argument("--add", metavar="内容号", nargs="+", help="也承担这些")
    which.add_argument("--drop", metavar="内容号", nargs="+", help="不承担这些")
    part.add_argument("--led", action="store_true", help="与 --units 同用：只算牵头单位")
