"""The commands for 收件包: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_package_commands(command: Command) -> None:
    """Offer to make packages for units, and to hold what came back against what is owed."""
    packages = command(
        "packages", "收件包：给每个单位一份补报清单和按缺项建好、带补报码的空文件夹，填好发回来能自动认领"
    )
    add_workspace(packages)
    units = packages.add_mutually_exclusive_group(required=True)
    units.add_argument("--unit", metavar="单位", action="append", help="给这个单位，可写简称；可写多次")
    units.add_argument("--all", action="store_true", help="给所有有缺项的单位，一个单位一份")
    packages.add_argument("--out", metavar="文件夹", required=True, help="存到这个文件夹里；没有就新建")
    packages.add_argument("--zip", action="store_true", help="存成压缩包；不写就存成文件夹")
    returned = command("returned", "补报对照单：一批收件补齐了哪些欠项、哪些文件有问题、这个单位还欠什么")
    add_workspace(returned)
    returned.add_argument("batch", metavar="编号", help="收件批次的编号，如 收2024-012")
    returned.add_argument("--out", metavar="文件", help="存为 .docx 或 .xlsx；不写就只显示")
