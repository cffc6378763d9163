"""Names of offices: what they end in, and what of a line or a folder is one."""

from __future__ import annotations

import re

from evidence.intake.paper import HAN, Paper, narrow

# What names of offices, companies and schools end in; 承办, 督办 and the like are deeds.
_ENDED = (
    r"局|厅|(?<![承主协督查交举经代])办|委|部|院|所|站|队|科|处|股|(?<!议)室|中心|公司|集团|委员会|协会|商会|学会|联合会|总工会|妇联|"
    r"小组|专班|社区|合作社|学校|小学|中学|幼儿园|政府|街道|镇|乡|酒楼|酒店|超市"
)
_OFFICE = re.compile(rf"[{HAN}（）()]{{1,28}}(?:{_ENDED})")
# Words that show a line is no bare name although it ends like one.
_NO_NAME = re.compile(
    r"关于|印发|文件|通知|的|各|和有关|[，。；：:！？《》0-9A-Za-z]|情况|工作(?!领导小组|委员会|组|站|专班|办公室|局|队|处|中心|联席)|要求|进行|以及|召开|参加|附件|照片|材料|报告"
)
# Offices of a county's party committee; what they are called in short is no other office's name.
_OF_PARTY = re.compile(r"(?:组织|宣传|统战|社会工作)部|政法委(?:员会)?|编办|网信办|巡察办")
_FOLDER_TAIL = re.compile(
    r"(?:报送|上报|提供|提交|交来)?(?:的)?(?:资料|材料|文件|佐证|台账|汇总|照片|整理|备份|最新)*[（(]?\d*[)）]?$"
)
# Endings that a folder of some subject may have as well: such a folder names a unit only at the top.
_WEAK = ("部", "院", "所", "站", "队", "科", "处", "股", "室", "超市", "酒楼", "酒店")


def is_office(line: str) -> bool:
    """Tell whether a line is nothing but the name of an office."""
    line = narrow(line)
    return 2 <= len(line) <= 32 and bool(_OFFICE.fullmatch(line)) and not _NO_NAME.search(line)


def offices_in(line: str) -> tuple[str, ...]:
    """Return the offices of a line that names nothing else, as joint papers do; empty if anything else is in it."""
    names = [narrow(part) for part in re.split(r"[\s、，,；;]+", line.strip()) if part]
    return tuple(names) if names and all(is_office(name) for name in names) else ()


def leading_office(title: str) -> str | None:
    """Return the office that a title begins with (云岭县财政局关于批复…), if one does."""
    before, verb, _ = title.partition("关于")
    if not verb:
        before, verb, _ = title.partition("印发")
    names = split_joint(before) if verb else ()
    return "；".join(names) if names else None


def split_joint(text: str) -> tuple[str, ...]:
    """Return the offices of a run-on line such as 云岭县教育委员会云岭县市场监督管理局; empty if it is none."""
    listed = offices_in(text)
    if len(listed) > 1 or not text:
        return listed
    text = narrow(text)
    for cut in range(len(text) - 4, 3, -1):
        left, right = text[:cut], text[cut:]
        if left[:3] == right[:3] and is_office(left) and is_office(right):
            return (left, right)
    return listed


def as_issuer(unit: str) -> str:
    """Return the office that issues a township's papers (双河镇 → 双河镇人民政府); other units as they are."""
    if re.fullmatch(rf"[{HAN}]{{2,8}}[镇乡]", unit):
        return unit + "人民政府"
    return unit + "办事处" if re.fullmatch(rf"[{HAN}]{{2,8}}街道", unit) else unit


def whole_names(names: str, place: str | None) -> str:
    """Return offices joined by ； with the county that 县民政局 and 组织部 leave out, where the project names it."""
    if place is None or place[-1] not in "县区市旗":
        return names
    return "；".join(_whole_name(name, place) for name in names.split("；"))


def _whole_name(name: str, place: str) -> str:
    if _OF_PARTY.fullmatch(name):
        return f"中共{place}委{name}"
    rest = name.removeprefix(place[-1])
    if rest == name or len(rest) < 2:
        return name
    if rest.startswith("委") and not rest.startswith("委员"):
        return f"中共{place}{rest}"
    return place + ("人民" if rest.startswith("政府") else "") + rest


def unit_of_folders(paper: Paper) -> str | None:
    """Return the unit that the topmost telling folder names."""
    for depth, folder in enumerate(paper.folders):
        bare = re.sub(r"^[\d\s.、_-]+", "", folder)
        for name in (bare, _FOLDER_TAIL.sub("", bare)):
            if offices_in(name) and not (name.endswith(_WEAK) and depth > 0):
                return name
    return None
