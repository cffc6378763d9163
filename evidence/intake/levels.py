"""At which level the office stands that issued a paper, from the state down to townships and companies."""

from __future__ import annotations

import re

from evidence.intake.paper import HAN
from evidence.model import Level

_COMPANY = re.compile(r"(?:公司|集团|厂|合作社|超市|酒楼|酒店|商行|经营部|食府|饭店|养殖场|屠宰场)(?:工会|党支部)?$")
_WITHOUT_LEVEL = re.compile(r"(?:学校|小学|中学|幼儿园|医院|卫生院|学院|大学|协会|商会|学会|联合会|社区|村委会)$")
_STATE = re.compile(
    r"^(?:国务院|国家|中共中央|中央|中华人民共和国|全国|最高人民)|^(?:农业农村|教育|公安|财政|商务|民政|司法|生态环境|"
    r"工业和信息化|人力资源和?社会保障|自然资源|住房和城乡建设|交通运输|水利|文化和旅游|应急管理|科学技术|退役军人事务)部$|总局$|总署$"
)
_STATE_NUMBER = re.compile(r"^(?:国[办发食市卫农]|中[办发]|国市监|食安办〔)")
_PROVINCE = re.compile(rf"^(?:中共)?(?:[{HAN}]{{2,3}}省|省(?!道|柴)|[{HAN}]{{2,8}}自治区)")
_MUNICIPALITY = re.compile(r"^(?:中共)?(?:北京|天津|上海|重庆)市")
_COUNTY_NAME = rf"[{HAN}]{{1,6}}?(?:县(?!级)|区(?!域)|旗|自治县)"
_CITY = re.compile(
    rf"^(?:中共)?(?:[{HAN}]{{2,4}}?(?:市(?!场|政|民|容|直)|自治州|地区|盟)|市(?!场|政(?!府|协)|民|容|直))"
)
_COUNTY = re.compile(rf"^(?:中共)?(?:[{HAN}]{{2,3}}(?:县|区|旗)|[{HAN}]{{2,8}}自治县|县|区)(?!域)")
_TOWNSHIP = re.compile(
    rf"^(?:{_COUNTY_NAME})?[{HAN}]{{1,6}}?(?:镇|乡(?!村)|街道)"
    r"(?:人民政府|政府|办事处|党委|党工委|委员会|人大|纪委|综合执法|农业|社会事务|市场监管办|食品|食药?安|[^学院]{0,12}办公室|[^学院]{0,8}中心|$)"
)
# What a county itself is called by: its party committee, government, congress, and the bodies that they lead.
_OWN = re.compile(
    r"^(?:委(?!员)|人民政府|政府|府(?:办|$)|人大|人民代表大会|政协|政治协商|纪委|纪律检查|监委|监察委|食品(?:药品)?安全委员会|"
    r"食药?安[委办]|创建|[^局]{0,30}(?:领导小组|指挥部|工作专班|联席会议))"
)
_PARTY_OFFICE = re.compile(r"^委(?:[^办]{1,8}部|政法委|编办|网信办|老干|党校|巡察)")
_DEPARTMENT = re.compile(r"(?:局|委|委员会|部|院|队|所|站|中心|科|股|处|室|(?<![承主协督])办|社|会)$")


def level_of(issuer: str | None, number: str | None, place: str | None) -> Level | None:
    """Return the level of the first of several issuers; of a paper that names none, of a number of the state's.

    `place` is the county (or county-level city) whose project it is. None where nothing tells: schools, hospitals and
    societies have none, and of a name without any place only what every county has is known.
    """
    if issuer is None:
        return Level.STATE if number and _STATE_NUMBER.match(number) else None
    name = issuer.split("；", maxsplit=1)[0].split("（", maxsplit=1)[0]
    if _COMPANY.search(name):
        return Level.COMPANY
    if _WITHOUT_LEVEL.search(name):
        return None
    if _STATE.search(name):
        return Level.STATE
    of_place = bool(place) and name.removeprefix("中共").startswith(str(place))
    if not of_place:
        above = _level_above(name)
        if above is not None:
            return above
    if _TOWNSHIP.search(name):
        return Level.TOWNSHIP
    return _level_in_county(name, place if of_place else None)


def _level_above(name: str) -> Level | None:
    """Return the level of an office above the counties, by the place that its name begins with."""
    for pattern, level in ((_MUNICIPALITY, Level.PROVINCE), (_PROVINCE, Level.PROVINCE), (_CITY, Level.CITY)):
        match = pattern.match(name)
        if match and not re.match(_COUNTY_NAME, name[match.end() :]) and not _TOWNSHIP.search(name[match.end() :]):
            return level
    return None


def _level_in_county(name: str, place: str | None) -> Level | None:
    rest = name.removeprefix("中共")
    if place is not None:
        rest = rest.removeprefix(place)
    else:
        for pattern in (_MUNICIPALITY, _PROVINCE, _CITY, _COUNTY):
            match = pattern.match(rest)
            if match:
                rest = rest[match.end() :]
        if rest == name and not _DEPARTMENT.search(name):
            return None
    if _OWN.match(rest) and not _PARTY_OFFICE.match(rest):
        return Level.COUNTY
    return Level.DEPARTMENT if _DEPARTMENT.search(rest) else None
