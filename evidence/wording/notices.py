"""What a person should check in a criteria table, or in a table of problems, that was read."""

from __future__ import annotations

from evidence.wording import findings, rates

NOTICES: dict[str, str] = {
    **findings.NOTICES,
    **rates.NOTICES,
    "scheme_sheet_hidden": "工作表“{name}”是隐藏的，没有读取；如需要，请取消隐藏后再导入。",
    "scheme_sheet_skipped": "表格“{name}”没有评价细则的表头，或没有选它，没有读取。",
    "scheme_rows_hidden": "有 {count} 行是隐藏的或被筛选掉了（第 {names} 行），没有读取；"
    "如需要，请取消隐藏或筛选后再导入。",
    "scheme_columns_hidden": "有 {count} 列是隐藏的（第 {names} 列），没有读取；如需要，请取消隐藏后再导入。",
    "scheme_end_unsure": "文件末尾不完整，可能没有传完；请核对最后一行是否完整，后面是否还有内容。",
    "scheme_row_skipped": "这一行没有评价内容，没有作为一项；如是漏填，请补上后再导入。",
    "scheme_group_empty": "这一行下面没有评价内容，没有作为一项；如是漏填，请补上后再导入。",
    "scheme_code_was_date": "编号被表格软件改成了日期，已还原为“{code}”，请核对。",
    "scheme_code_zero_restored": "编号末尾的 0 被表格软件去掉了，已还原为“{code}”，请核对。",
    "scheme_code_repeated": "编号“{code}”前面已经用过，这里改记为“{new}”，请核对原表。",
    "scheme_code_unusable": "编号“{code}”带有“#”或者太长，这里改记为“{new}”，请核对。",
    "scheme_codes_restarted": "各部分的编号都从头排起，已在编号前加上所属部分的编号，如“{example}”。",
    "scheme_codes_made": "有 {count} 项在表中没有编号，已自动编号，如“{example}”。",
    "scheme_parent_unknown": "上级编号“{parent}”在表中找不到，没有采用；请改好原表再导入，或导入后再移动位置。",
    "scheme_parent_circular": "这一项与上级编号“{parent}”互为上级，没有采用；请改好原表再导入，或导入后再移动位置。",
    "scheme_points_unreadable": "分值“{text}”无法识别，已留空，请核对后补填。",
    "scheme_points_from_text": "有 {count} 项没有单列分值，已从评分标准的文字中取得，请核对。",
    "scheme_group_points_differ": "“{title}”写明 {stated} 分，所属各项合计 {sum} 分，两者不一致，请核对。",
    "scheme_total_differs": "表中“{title}”写明 {stated} 分，各项合计 {sum} 分，两者不一致，请核对。",
    "scheme_subtotal_differs": "表中“{title}”写明 {stated} 分，上面各项合计 {sum} 分，两者不一致，请核对。",
    "scheme_joint_leads": "牵头单位不止一个，已将“{lead}”记为牵头单位，其余记为责任单位，请确认。",
    "scheme_lead_unknown": "有 {count} 项没有写明牵头单位，已留空，请确认。",
    "scheme_material_kind_unknown": "材料“{name}”的种类“{word}”不在选单中，已留空，请核对。",
    "scheme_material_stage_unknown": "材料“{name}”的环节“{word}”不是部署、落实、成效、整改之一，已留空，请核对。",
    "scheme_material_years_unknown": "材料“{name}”的年度范围“{word}”无法识别，已按不限处理，请核对。",
    "scheme_material_count_unknown": "材料“{name}”的份数“{word}”无法识别，已按 1 份处理，请核对。",
    "scheme_material_more_unknown": "材料“{name}”后面的“{word}”无法识别，没有采用，请核对。",
    "scheme_sheet_beside_own": "表格“{name}”没有读取：备检存出的细则只读它自己那一张。",
    "scheme_material_scope_unknown": "材料“{name}”的报送范围“{word}”无法识别，已按本级处理，请核对。",
}
