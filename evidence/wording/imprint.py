"""By what names documents go: 题名, 落款, 印章名称; and what the style profiles are called."""

from __future__ import annotations

from evidence.model import Mode, Project

TASKS = {"drawing": "排版式样页", "saving_layout": "存版式"}
# By the names that projects keep; each with what it is, as far as that fits into a line.
PROFILES = {
    "norm": "国标版式",
    "gbk": "方正 GBK 版式",
    "windows": "Windows 字体版式",
}
ABOUT = {
    "norm": "方正小标宋简体、仿宋_GB2312、楷体_GB2312，行距 28.95 磅，按 GB/T 9704 每页 22 行",
    "gbk": "方正小标宋_GBK、方正仿宋_GBK、方正楷体_GBK，行距 30 磅，下边距 27 毫米",
    "windows": "宋体（题名加粗）、仿宋、楷体、黑体，行距 28 磅；Windows 自带这些字体，换电脑打开也一样",
}
FIXED = "有盒已经定号：换了版式，这些盒的页面会跟着变，打印好的要重印。"
UNFIT = "这个版式现在不能用，导出前要改好或换一个："
LONGEST = 40  # characters of each name
NAMES = {
    "cover_title": "题名",
    "signed": "落款",
    "seal": "印章名称",
    "fonds": "全宗号",
    "keeping": "保管期限",
    "division": "机构（问题）",
}
_TITLES = {Mode.OWN: "{place}迎检资料汇编", Mode.PART: "{place}报送材料汇编"}


def proposed_title(project: Project) -> str:
    """Return the title that a cover has if nobody typed another."""
    return _TITLES[project.mode].format(place=project.place or "")


def title(project: Project) -> str:
    """Return the title on the cover (题名)."""
    return project.imprint.cover_title or proposed_title(project)


def proposed_signature(project: Project) -> str:
    """Return who signs a cover if nobody typed another: the office, or the place."""
    return project.author


def signature(project: Project) -> str:
    """Return who signs the cover (落款)."""
    return project.imprint.signed or proposed_signature(project)


def seal(project: Project) -> str:
    """Return what the stamp says that a paper gets (印章名称); empty where nobody knows."""
    return project.imprint.seal or project.office or ""


def place_of_seal(project: Project) -> str:
    """Return the line over which the stamp goes."""
    name = seal(project)
    return f"{name}（盖章）" if name else "（盖章）"


def profile(template: str | None) -> str:
    """Return what people call a profile, or a template of the project's own."""
    return PROFILES.get(template or "norm") or f"自定版式：{template}"


def remarks_head(count: int) -> str:
    """Return what stands above what is odd about a template."""
    return f"可以用，有 {count} 处与常规不同："


def kept_copy(path: str) -> str:
    """Return that a copy was saved to be changed."""
    return f"已存出：{path}。用 WPS 或 Word 打开，改字体、字号、行距、页边距，不要改样式名；改好后在这里选用。"


def lines(project: Project) -> list[str]:
    """Return all of it, a line each."""
    return [
        f"版式：{profile(project.imprint.template)}",
        f"题名：{title(project)}",
        f"落款：{signature(project) or '未定'}",
        f"印章名称：{seal(project) or '未定'}",
        *(
            f"{NAMES[name]}：{text}"
            for name in ("fonds", "keeping", "division")
            if (text := getattr(project.imprint, name))
        ),
    ]
