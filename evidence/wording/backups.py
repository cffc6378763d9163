"""The sentences of `wording` that speak of backups on another disk, and of going back to one (备份、恢复)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from evidence.wording.room import size

if TYPE_CHECKING:
    from evidence.backups import Checked, Generation, Made, Restored

_MOST_NAMES = 3

ERRORS: dict[str, str] = {
    "backup_place_missing": "找不到备份位置 {path}，没有备份。请接上备份用的移动硬盘或 U 盘，或另选一个位置。",
    "backup_inside_project": "{path} 在迎检项目自己的文件夹里，项目坏了备份也会一起坏。请选另一块盘上的文件夹。",
    "backup_busy": "{path} 正由“{holder}”备份。请等它做完后再试。",
    "backup_busy_left": "{path} 上次由“{holder}”备份时没有正常结束，网络共享还没有解除占用。请过几分钟再试。",
    "backup_gone": "备份位置 {path} 中途断开了（可能是 U 盘被拔出），这次备份没有做完。{last}",
    "backup_no_room": "{path} 所在的盘放不下：还需 {need}，只剩 {free}。没有备份，原有的备份没有动。"
    "请清理这个盘，或换一个盘。",
    "backup_file_too_large": "{path} 所在的盘是 FAT32 格式，单个文件不能超过 4 GB，而“{name}”有 {size}。"
    "没有备份。请换一个 NTFS 或 exFAT 格式的盘。",
    "backup_none": "{path} 里没有本程序做的备份。请选备份盘上的“备份”文件夹，或里面以项目命名的文件夹。",
    "backup_which": "{path} 里有几个项目的备份：{names}。请选其中一个的文件夹。",
    "backup_no_such_day": "{path} 里没有 {day} 这一天的备份，没有恢复。有备份的日期：{days}。",
    "restore_not_empty": "{path} 已经存在且不是空文件夹，没有恢复。恢复只放到新的文件夹里，请换一个名称。",
    "restore_inside": "{path} 在另一个迎检项目或备份的文件夹里，没有恢复。请换一个位置。",
    "restore_no_room": "{path} 所在的盘放不下：需要 {need}，只剩 {free}。没有恢复。请清理这个盘，或换一个盘。",
    "restore_damaged": "{at} 的备份里数据文件已损坏或缺失，没有恢复。请换一个时间的备份。",
}

TASKS: dict[str, str] = {
    "backing_up": "备份",
    "backing_up_originals": "备份原件",
    "checking_backup": "核对备份",
    "restoring": "恢复",
    "looking_for_backups": "查看备份",
}

PHRASES: dict[str, str] = {
    "backed_up": "备份完成：{at}，原件 {count} 个，共 {size}；这次新复制 {copied} 个，{copied_size}。",
    "backup_lost": "注意：项目里有 {count} 个原件已损坏或找不到：{names}。请重新收一次，或从以前的备份中恢复。",
    "backup_checked": "核对 {count} 个文件，全部完好。",
    "backup_faulty": "核对 {count} 个文件，有 {faults} 个已损坏或缺失；再备份一次会重新复制。",
    "restored": "已恢复为 {at} 的样子，原件 {count} 个，放在 {path}。",
    "restored_lost": "有 {count} 个原件在备份里已损坏或缺失，没有恢复：{names}。其余都已恢复。",
    "backup_cleared": "备份盘上含有隔离文件的旧备份已清除，{count} 处去向已登记。",
}

_FAULTS = {"backup_damaged": "已损坏：{name}", "backup_missing": "找不到：{name}"}


def moment(at: datetime) -> str:
    """Return a moment as people write it."""
    return f"{at:%Y-%m-%d %H:%M}"


def made(done: Made) -> str:
    """Return what a backup did."""
    one = done.generation
    said = PHRASES["backed_up"].format(
        at=moment(one.at),
        count=len(one.originals),
        size=size(one.size_bytes),
        copied=done.copied,
        copied_size=size(done.copied_bytes),
    )
    return said + (PHRASES["backup_lost"].format(count=len(one.lost), names=_some(one.lost)) if one.lost else "")


def checked(found: Checked) -> str:
    """Return what reading a backup found."""
    code = "backup_faulty" if found.faults else "backup_checked"
    return PHRASES[code].format(count=found.count, faults=len(found.faults))


def fault(code: str, name: str) -> str:
    """Return what is wrong with one file of a backup."""
    return _FAULTS[code].format(name=name)


def restored(done: Restored) -> str:
    """Return what was brought back, and what was not."""
    said = PHRASES["restored"].format(at=moment(done.at), count=done.count, path=str(done.path))
    return said + (PHRASES["restored_lost"].format(count=len(done.lost), names=_some(done.lost)) if done.lost else "")


def last(at: datetime | None) -> str:
    """Return which backup is the last good one."""
    return "还没有做成过备份。" if at is None else f"上次的备份（{moment(at)}）还在。"


def generation(one: Generation) -> str:
    """Return what a generation is: when, how much, by whom, whether it was checked."""
    return f"{moment(one.at)}　原件 {len(one.originals)} 个，共 {size(one.size_bytes)}　{one.who}　{check_state(one)}"


def check_state(one: Generation) -> str:
    """Return whether a generation was checked, and what was found."""
    if one.checked_at is None:
        return "没有核对过"
    return f"{one.checked_at:%m-%d} 核对" + (f"有 {one.faults} 个文件损坏" if one.faults else "完好")


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")
