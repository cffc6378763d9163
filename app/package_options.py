"""The commands for 收件包: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_package_commands(command: Command) -> None:
    """Offer to make packages for units."""
    packages = command(
        "packages", "收件包：给每个单位一份补报清单和按缺项建好、带补报码的空文件夹，填好发回来能自动认领"
    )
    add_workspace(packages)
    units = packages.add_mutually_exclusive_group(required=True)
    units.add_argument("--unit", metavar="单位", action="append", help="给这个单位，可写简称；可写多次")
    units.add_argument("--all", action="store_true", help="给所有有缺项的单位，一个单位一份")
    packages.add_argument("--out", metavar="文件夹", required=True, help="存到这个文件夹里；没有就新建")
    packages.add_argument("--zip", action="store_true", help="存成压缩包；不写就存成文件夹")
