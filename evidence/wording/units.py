"""The sentences of `wording` that speak of units, their contacts and the project's own facts."""

from __future__ import annotations

from evidence.model import Approach, UnitKind

ERRORS: dict[str, str] = {
    "unit_not_listed": "名单里没有“{unit}”，或不止一个单位对得上，未作改动。请写全名，如：{names}。",
    "unit_taken": "名单里已经有“{unit}”，未作改动。请换一个名称；两个名称指同一单位的，请并入。",
    "unit_name_unusable": "单位名称“{unit}”不能用，未作改动。请写 1 到 100 个字的名称，如 县市场监管局。",
    "unit_in_items": "还有 {items} 项评价内容写着“{unit}”，不能直接删除。请并入接替它的单位。",
    "unit_in_materials": "还有 {materials} 份应备材料写着“{unit}”，不能直接删除。请并入接替它的单位。",
    "unit_in_both": "还有 {items} 项评价内容、{materials} 份应备材料写着“{unit}”，不能直接删除。请并入接替它的单位。",
    "phone_too_long": "“{unit}”的电话写得太长，未作改动。请只写号码，不超过 100 个字。",
    "contacts_none": "“{name}”里没有读到单位。要有“单位”“联络员”“电话”等栏名，或每行写成：县教委 张三 13800001111。",
    "contacts_missing": "找不到“{name}”；请检查路径，或重新选择通讯录。",
    "contacts_is_folder": "“{name}”是文件夹，不是通讯录；请选择其中的一个表格文件。",
    "contacts_is_archive": "“{name}”是压缩包；请先解压，再选择其中的通讯录。",
    "contacts_file_empty": "“{name}”是空文件（0 字节）；请重新索取通讯录。",
    "contacts_too_large": "“{name}”大得不像通讯录，远处可能有多余的内容；请只把通讯录复制到新表再导入。",
    "unit_replaces_itself": "“{unit}”不能由它自己接替，未作改动。请写另一个单位。",
    "plan_of_nothing": "--plan 要与 --import 同用，未作改动。请写明要导入的通讯录。",
    "contact_file_kind": "通讯录只能存为 .xlsx，不能存到 {path}。请换一个扩展名。",
    "first_year_late": "起始年度 {first} 年晚于评审基准年 {base} 年，未作改动。请核对起始年度。",
}

KINDS: dict[UnitKind, str] = {UnitKind.DEPARTMENT: "县直单位", UnitKind.TOWNSHIP: "乡镇（街道）"}

APPROACHES: dict[Approach, str] = {Approach.PAPER: "发文催报", Approach.VISIT: "上门沟通"}

TASKS: dict[str, str] = {
    "reading_contacts": "读取通讯录",
    "saving_contacts": "存通讯录",
}

PHRASES: dict[str, str] = {
    "unit_counts": "共 {units} 个单位：县直单位 {departments} 个，乡镇（街道）{townships} 个",
    "unit_contact": "联络员：{contact}",
    "unit_phone": "电话：{phone}",
    "unit_former": "曾用名：{names}。",
    "unit_uses": "牵头 {led} 项，责任 {supported} 项，应备 {owed} 份",
    "unit_removed": "已从名单里删除“{unit}”。",
    "contacts_saved": "已另存到 {path}",
    "contacts_would_be_taken": "会导入 {taken} 个单位，其中新单位 {new} 个；不明的 {unclear} 个不导入。",
    "contacts_taken": "已导入 {taken} 个单位，其中新单位 {new} 个；不明的 {unclear} 个没有导入。",
    "project_years": "{years}，评审基准年 {base} 年",
}
