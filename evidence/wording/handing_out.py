"""收件包 in plain office Chinese: what a unit reads in it, and what the office is told about making them."""

from __future__ import annotations

from datetime import date

TASKS: dict[str, str] = {"handing_out": "生成收件包", "returned": "存补报对照单"}

ERRORS: dict[str, str] = {
    "nothing_owed": "{unit}现在没有要补报的材料，没有生成收件包。",
    "returned_file_kind": "不能存成 {path}：补报对照单只能存为 .docx 或 .xlsx。请换一个文件名。",
    "nobody_owes": "现在没有单位欠材料，没有生成收件包。",
}

TITLE = "补报清单"  # what the list and its file are known by when they come back
NOTES = "填报说明"
PACKAGE = "收件包"
HEADS = {
    "number": "序号",
    "code": "补报码",
    "item": "内容号",
    "text": "评价内容",
    "material": "应备材料",
    "year": "年度",
    "form": "要求的形式",
    "lacking": "差几件",
    "due": "完成时限",
    "remark": "备注",
    "file": "文件名（请填）",
    "answer": "说明（请填）",
}
ANY_YEAR = "不限"
_RULES = (
    "请把材料放进对应的文件夹（文件夹名最前面的 6 位是补报码），放好后把整个文件夹压缩发回，或用U盘送来。",
    "不用文件夹也可以：在文件名最前面写上补报码就行，如“{code} 工作方案.pdf”。照片也一样。",
    "文件可以改名、可以放在一起，只要文件名或文件夹名里有补报码，就认得出是清单里的哪一条；一份材料用于几条的，把几个补报码都写上。",
    "年度、单位要与清单一致；草稿、设了密码的和打不开的文件不算。",
    "清单最后两栏请填写：放了哪个文件；确实没有的写明原因。没有做过的不要补造。",
    "涉密文件不要扫描、不要拍照、不要放进来，请按保密规定另行报送。",
)

# What is said on arrival of what comes back with the papers.
REMARKS: dict[str, str] = {
    "own_list": "这是发出去的补报清单，不作为材料收。{answers}",
    "own_note": "这是收件包里的填报说明，不作为材料收。{answers}",
}

PHRASES: dict[str, str] = {
    "answers": "单位填写的说明：{said}。",
    "title": "{office}" + TITLE + "（{unit}）",
    "as_of": "截至{at}，{unit}还差 {papers} 件，清单列了 {materials} 条。",
    "contact": "联系：{office}",
    "kinds_or": "或",
    "made": "已生成 {units} 个单位的收件包，共 {debts} 条，在 {path}。",
    "stopped": "已按您的要求停止，停止前已生成 {units} 个单位的收件包，在 {path}。",
    "stopped_none": "已按您的要求停止，还没有生成收件包。",
    "line": "{unit}　{debts} 条　{path}",
}


def rules(code: str) -> tuple[str, ...]:
    """Return how the package is filled, a numbered sentence each; `code` serves as the example."""
    return tuple(f"{number}. {text.format(code=code)}" for number, text in enumerate(_RULES, 1))


def moment(year: int, month: int, day: int, hour: int) -> str:
    """Return a moment as letters have it."""
    return f"{year}年{month}月{day}日{hour}时"


def day(due: str | None) -> str:
    """Return a deadline as offices write it; what names no day is left as it is."""
    try:
        found = date.fromisoformat(due or "")
    except ValueError:
        return due or ""
    return f"{found.year}年{found.month}月{found.day}日"
