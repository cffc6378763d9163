"""整改台账 in plain office Chinese."""

from __future__ import annotations

from evidence.journal import Action

ERRORS: dict[str, str] = {
    "finding_none_given": "没有要登记的问题。请先写明问题。",
    "finding_says_nothing": "没有写问题描述，没有登记。请写明发现了什么问题。",
    "finding_found_to_come": "发现日期 {day} 还没有到，没有登记。请核对日期。",
    "finding_found_late": "第{number}号问题{on}已经{did}，发现日期不能晚于这一天，不能改为 {day}。请核对日期。",
    "finding_unknown": "整改台账里没有“{number}”这个序号。请用 findings 查看序号。",
    "finding_gone": "整改台账里没有这一条（可能刚被撤销或删除），未作改动。请刷新后再试。",
    "finding_not_now": "第{number}号问题现在是“{state}”，不能登记“{did}”，未作改动。现在可以登记：{steps}。",
    "finding_day_to_come": "第{number}号问题的“{did}”日期 {day} 还没有到，未作改动。请写实际办理的日期。",
    "finding_day_early": "第{number}号问题的“{did}”日期 {day} 早于上一步的日期 {last}，未作改动。请核对日期。",
    "finding_no_unit": "第{number}号问题没有写责任单位，没有派发。请写明由哪个单位整改。",
    "finding_no_deadline": "第{number}号问题没有写整改时限，没有派发。请写明哪天以前整改完成。",
    "finding_deadline_early": "第{number}号问题的整改时限 {day} 早于派发日期 {on}，没有派发。请核对日期。",
    "finding_nobody_rectify": "第{number}号问题没有写整改人，未作改动。请写明是谁整改的。",
    "finding_nobody_pass": "第{number}号问题没有写复查人，没有销号。请写明是谁复查的。",
    "finding_nobody_fail": "第{number}号问题没有写复查人，未作改动。请写明是谁复查的。",
    "finding_same_person": "第{number}号问题由“{name}”整改，不能由同一人复查，未作改动。请换一个人复查，再登记复查人。",
    "finding_no_progress": "第{number}号问题没有写进展，未作改动。请写明整改到了哪一步。",
    "finding_no_photos": "第{number}号问题没有要加的照片（可能已经加过），未作改动。请另选照片。",
    "finding_photo_gone": "第{number}号问题没有这张照片，未作改动。请刷新后再试。",
    "finding_photo_unknown": "要加的照片不在佐证材料里，未作改动。请先把照片收进来，再加到问题上。",
}

STEPS: dict[Action, str] = {
    Action.ADD_FINDINGS: "登记问题",
    Action.AMEND_FINDING: "修改问题",
    Action.HAND_OUT_FINDINGS: "派发整改",
    Action.NOTE_PROGRESS: "登记整改进展",
    Action.NOTE_RECTIFIED: "登记整改完成",
    Action.NOTE_CHECK: "登记复查",
    Action.REOPEN_FINDINGS: "登记反弹",
    Action.CHANGE_PHOTOS: "增减整改照片",
    Action.STRIKE_FINDINGS: "删除误登的问题",
    Action.EDIT_SITES: "修改点位台账",
}

PHRASES: dict[str, str] = {}
