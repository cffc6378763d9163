"""The export command's options on how it gets to its folder: what may be asked, in Chinese."""

from __future__ import annotations

from argparse import ArgumentParser


def add_carrying(export: ArgumentParser) -> None:
    """Offer a zip, a second name where the earlier export is open, and to clear what was left of one."""
    form = export.add_mutually_exclusive_group()
    form.add_argument("--zip", action="store_true", help="电子版资料另存一个压缩包，与文件夹并排")
    form.add_argument("--zip-only", action="store_true", help="电子版资料只存压缩包，不存文件夹")
    export.add_argument(
        "--second-name",
        action="store_true",
        help="上次导出的文件正在 WPS 或 Word 中打开、替换不了时，这次的另存到旁边的“导出（2）”文件夹",
    )
    export.add_argument("--clear-left", action="store_true", help="不导出，只清除上次没有完成的导出留下的文件")
