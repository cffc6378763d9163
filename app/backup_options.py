"""The commands for backups on another disk: what may be asked, in Chinese."""

from __future__ import annotations

from app.item_options import Command, add_workspace


def add_backup_commands(command: Command) -> None:
    """Offer to back a project up, and to go back to a backup."""
    backup = command("backup", "备份：把项目（数据和原件）备份到另一块盘，没有变的原件不重复复制")
    add_workspace(backup)
    backup.add_argument("--to", metavar="文件夹", required=True, help="备份放到哪里，如 E:\\；放在里面的“备份”文件夹下")
    backup.add_argument("--check", action="store_true", help="备份后把备份里的文件全部读一遍，核对是否完好")
    restore = command("restore", "从备份恢复：恢复到一个新的文件夹，不覆盖任何项目")
    restore.add_argument("backup", metavar="备份", help="备份盘，或“备份”文件夹里以项目命名的文件夹")
    restore.add_argument("--out", metavar="迎检项目", required=True, help="恢复到哪个文件夹；要还没有，或是空的")
    restore.add_argument("--at", metavar="日期", help="恢复哪一天的备份，如 2024-01-08；不写就是最近一次")
