"""The words of 电子版资料: its own folders and files, what they say, and what checking it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Explorer shows folders before files: only a folder comes first there.
FRONT, CHECKS = "00 总目录", "99 校验"
CONTENTS = "总目录.docx"
MANIFEST, SEAL, ABOUT, RENAMED, HOW = (
    "校验清单.txt",
    "清单校验码.txt",
    "资料说明.txt",
    "改名对照表.xlsx",
    "怎样核对.txt",
)

MANIFEST_HEAD = "校验码（SHA-256）和文件在电子版资料里的位置"

PHRASES: dict[str, str] = {
    "contents": "总目录",
    "counts": "共{items}项评价内容，佐证材料{pieces}件，文件{files}个，按评价内容分文件夹存放。",
    "how_to_open": "按住 Ctrl 键点“内容号”，打开该项材料所在的文件夹；“电子版资料”整个移到别处，链接仍然可用。",
    "see": "见 {labels}",
    "of_so_many": "等{count}件",
    "on_paper": "纸质备查{count}件",
    "files": "佐证材料文件：{count}个，共{size}字节",
    "renamed": "改名对照表",
    "renamed_note": "电子版资料中的文件按件号、题名、文号、日期统一命名，文件内容没有改动。",
    "pages_of": "只取原文件第{pages}页",
}

RENAMED_BECAUSE: dict[str, str] = {
    "hidden": "遮盖了题名里的证件号、手机号",
    "characters": "去掉了文件名不能用的字符",
    "cut": "题名过长，已截短",
    "no_number": "路径过长，未写文号",
    "again": "与别的文件重名，加了序号",
}
BY_NUMBER = "按件号统一命名"

CONTENTS_HEADS = ("评价要点", "内容号", "评价内容", "件数", "文件", "备注")
RENAMED_HEADS = ("内容号", "件号", "题名", "原文件名", "电子版资料中的位置", "改名说明")

ABOUT_HEADS: dict[str, str] = {
    "title": "资料名称",
    "office": "编制单位",
    "day": "编制日期",
    "scheme": "依据",
    "program": "编制程序",
}
_ABOUT = (
    "各文件夹的内容",
    f"　　{FRONT}：总目录，点内容号可打开材料所在的文件夹",
    "　　其余文件夹：佐证材料，按类别、要点、评价内容分放，文件名开头是件号",
    f"　　{CHECKS}：{MANIFEST}、{SEAL}、{RENAMED}、{HOW}和本说明",
)

_HOW = (
    "怎样核对电子版资料",
    "",
    f"“{CHECKS}”文件夹里的“{MANIFEST}”写着每个文件的校验码（SHA-256，64位数字和字母）。",
    "文件只要改动一处，校验码就完全不同；校验码相同，文件就没有改动过。",
    "",
    "一、核对全部文件",
    "在装有“备检”的电脑上打开备检，点“导出”里的“核对电子版资料”，选“电子版资料”文件夹。",
    "缺少、改动、多出的文件会逐个列出。核对只读取，不改动任何文件。",
    "",
    "二、核对一个文件（Windows 自带的工具，不用安装程序）",
    "1. 打开文件所在的文件夹，点一下地址栏，输入 cmd，按回车键。",
    "2. 输入下面一行，按回车键（引号里写文件名；输入开头几个字后按 Tab 键可以补全）：",
    '　　certutil -hashfile "文件名" SHA256',
    "3. 中间一行就是校验码。Windows 7 显示时每两位有一个空格，比对时不看空格，也不分大小写。",
    f"4. 用记事本打开“{MANIFEST}”，按 Ctrl+F 查找文件名，同一行开头的校验码应与上面的相同。",
    "Windows 10、11 也可以用 PowerShell（在地址栏输入 powershell，按回车键）：",
    '　　Get-FileHash -LiteralPath "文件名"',
    "",
    f"三、核对“{MANIFEST}”本身",
    f"在“{CHECKS}”文件夹里照上面的办法核对“{MANIFEST}”，应与“{SEAL}”里写的相同。",
    "",
    "四、不算差错的",
    "Windows 和 WPS 自己会放的文件：Thumbs.db、desktop.ini、System Volume Information、",
    "以 ~$ 或 .~ 开头的文件。这些不在清单上，可以删掉。",
    "",
    "五、核对不一致时",
    "请不要使用这份资料，向编制单位重新索取。",
)

ERRORS: dict[str, str] = {
    "personal_reason_unclear": "放入含个人信息的材料要写明理由，并写明确认人（--confirmed-by），未导出。",
    "package_missing": "找不到电子版资料 {path}。请核对路径。",
    "package_none": f"{{path}} 不是电子版资料（缺少“{CHECKS}”里的“{MANIFEST}”）。请选“电子版资料”文件夹。",
    "package_damaged": "{path} 读不出来，校验清单已损坏。请向编制单位重新索取，或重新导出。",
    "package_cut": "{path} 没有拷完整或已损坏，或者不是电子版资料的压缩包。请重新拷贝，或另选一个。",
    "package_gone": "核对到第 {done} 个文件（共 {count} 个）时，{path} 读不到了，可能是 U 盘已拔出或网络断开。"
    "没有核对完，请重新连接后再核对。",
}

FAULTS: dict[str, str] = {
    "verify_missing": "缺少文件：{path}",
    "verify_changed": "内容与清单不一致：{path}",
    "verify_extra": "清单之外多出的文件：{path}",
    "verify_unlisted": "清单本身被改动或不全：{path}",
    "verify_unreadable": "文件读不出来，可能已损坏或没有读取权限：{path}",
}
_SOUND = "核对 {count} 个文件，全部一致。"
_FAULTY = "核对 {count} 个文件，有 {faults} 处不一致。"
_BESIDE = "另有 Windows 或办公软件自己放的文件 {count} 个，不算差错，可以删掉：{names}"
_MOST_NAMED = 3


def phrase(code: str, /, **params: str | int) -> str:
    """Return a phrase of the package."""
    return PHRASES[code].format(**params)


def verified(count: int, faults: int) -> str:
    """Return what came of checking a package."""
    return (_FAULTY if faults else _SOUND).format(count=count, faults=faults)


def fault(code: str, path: str) -> str:
    """Return what is wrong with a file of a package."""
    return FAULTS[code].format(path=path)


def beside(places: tuple[str, ...]) -> str:
    """Return which files in a package are none of its own, and no fault; nothing where there are none."""
    if not places:
        return ""
    more = "等" if len(places) > _MOST_NAMED else ""
    return _BESIDE.format(count=len(places), names="、".join(places[:_MOST_NAMED]) + more)


def renamed(reasons: Iterable[str], pages: Iterable[int]) -> str:
    """Return why a file is called as it is."""
    said = [BY_NUMBER, *(RENAMED_BECAUSE[reason] for reason in reasons if reason in RENAMED_BECAUSE)]
    if taken := "、".join(map(str, pages)):
        said.append(phrase("pages_of", pages=taken))
    return "；".join(said)


def about(info: Mapping[str, str], files: int, size_bytes: int) -> tuple[str, ...]:
    """Return the lines of 资料说明: what is known, by the keys of `ABOUT_HEADS`, and what lies where."""
    told = [f"{label}：{' '.join(info[key].split())}" for key, label in ABOUT_HEADS.items() if info.get(key)]
    return (*told, phrase("files", count=files, size=size_bytes), "", *_ABOUT)


def how_to_verify() -> tuple[str, ...]:
    """Return the lines of the page that says how to check a package."""
    return _HOW
