"""Surnames as names begin with them: the usual ones of one character, and those of two."""

from __future__ import annotations

_USUAL = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包代宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙"
    "鲍华喻祁房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
)
_OF_TWO = (
    "欧阳司马上官诸葛皇甫尉迟公孙慕容令狐司徒东方夏侯端木澹台宇文长孙轩辕独孤南宫闻人西门百里呼延钟离申屠太史赫连宗政濮阳"
    "淳于鲜于闾丘公羊拓跋完颜万俟"
)
COMPOUND = frozenset(_OF_TWO[at : at + 2] for at in range(0, len(_OF_TWO), 2))


def begins_with_surname(name: str) -> bool:
    """Tell whether a name begins as people's names do."""
    return name[:1] in _USUAL or name[:2] in COMPOUND
