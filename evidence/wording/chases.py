"""The sentences of `wording` that speak of 催报: whom to ask, what was drafted and sent, what came of it."""

from __future__ import annotations

from evidence.chases import Form
from evidence.journal import Action

VISIT = "上门沟通"

FORMS: dict[Form, str] = {
    Form.MESSAGE: "微信文字",
    Form.NOTE: "函件",
    Form.ORDER: "督办单",
    Form.CIRCULAR: "通报",
}

# What the name of a step tells of its form; the first that is in it.
_TELLING = {
    "通报": Form.CIRCULAR,
    "督": Form.ORDER,
    "微信": Form.MESSAGE,
    "短信": Form.MESSAGE,
    "电话": Form.MESSAGE,
    "提示": Form.NOTE,
    "函": Form.NOTE,
    "通知": Form.NOTE,
}

TASKS: dict[str, str] = {"chasing": "起草催报", "owing": "查看各单位欠项"}

ERRORS: dict[str, str] = {
    "chase_nobody": "所选单位没有要催的材料，没有起草。请另选单位，或先看缺项。",
    "chase_deadline_over": "限期 {day} 已经过去，没有起草。请写今天以后的日期。",
    "chase_steps_none": "催报至少要有一步，未作改动。请写出各步名称，如：微信提醒,工作提示,督办单,通报。",
    "chase_step_name": "“{name}”不能作催报步骤的名称，未作改动。请写 1 到 20 个字，并且不能叫“上门沟通”。",
    "chase_step_twice": "催报步骤里有两步同名，未作改动。请各用不同的名称。",
    "chase_step_unknown": "没有叫“{name}”的催报步骤。可用：{names}。",
    "chase_step_form": "看不出“{name}”按什么形式起草，未作改动。请写成 名称=形式；形式有微信文字、函件、督办单、通报。",
    "chase_unknown": "没有编号以“{key}”开头的催报，或不止一份。编号用 beijian chase 迎检项目 --list 查看。",
    "chase_sent_before": "给“{unit}”的{step}已经登记为发出，未作改动。登记错了的，用撤销退回。",
    "chase_sent_to_come": "{day} 还没有到，不能登记为已发出。请写实际发出的日期。",
    "chase_sent_early": "发出日期早于起草日期 {day}，未作改动。请核对日期。",
    "chase_options": "--plan、--list、--steps、--sent 各做一件事，不能同用，也不与 --out 同用。请分开写。",
    "chase_units": "没有写明催哪些单位。请写 --unit 单位（可写几次），或 --all。",
    "chase_out": "没有写明放到哪个文件夹。请写 --out 文件夹；只想看看的写 --plan。",
}

STEPS: dict[Action, str] = {
    Action.DRAFT_CHASES: "起草催报",
    Action.SEND_CHASES: "登记催报已发出",
    Action.EDIT_CHASE_STEPS: "修改催报步骤",
}

PHRASES: dict[str, str] = {
    "chase_moment": "{month}月{day}日{hour}时",
    "chase_owes": "{unit}　欠 {items} 项 {count} 件",
    "chase_grave": "，其中否决项、关键项 {count} 项",
    "chase_waiting": "已报待整理 {count} 件，请先整理",
    "chase_waiting_named": "{units}已报待整理 {count} 件{titles}。整理后缺项可能减少，请先整理。",
    "chase_waiting_one": "已报待整理：《{title}》",
    "chase_never": "没有催过",
    "chase_times": "已催 {times} 次，上次{step}（{day}）",
    "chase_times_shortly": "{times} 次，{month}月{day}日{step}",
    "chase_drafted_shortly": "已起草{step}",
    "chase_settled": "已报齐",
    "chase_asked": "所催 {items} 项 {count} 件",
    "chase_left": "还差：{item}　{material}",
    "chase_drafted": "已起草{step}，还没有登记为发出",
    "chase_next": "建议：{step}",
    "chase_debt": "{code}　{item}　{material}",
    "chase_year": "　{year}年",
    "chase_lacking": "　差 {count} 件",
    "chase_due": "　时限 {due}",
    "chase_visits": "上门沟通清单　截至{moment}",
    "chase_plan_sums": "要催 {units} 个单位，其中上门沟通 {visits} 个；{waiting} 个单位有材料已报待整理，请先整理。",
    "chase_plan_none": "没有单位欠材料。",
    "chase_made": "已起草 {count} 份，还没有登记为发出；发出以后登记。",
    "chase_files": "文件放在 {folder}",
    "chase_sent": "已登记 {count} 份为发出。",
    "chase_none": "还没有催报记录。",
    "chase_state_sent": "{day}发出",
    "chase_state_draft": "未发出",
    "chase_after_came": "此后报来 {batches} 批 {files} 个文件",
    "chase_after_nothing": "此后没有报来",
    "chase_after_closed": "所催 {asked} 条已齐 {closed} 条",
    "chase_after_dropped": "{count} 条已不再要求",
    "chase_deadline": "限期 {day}",
    "chase_steps_now": "催报步骤：{names}",
}


def form_said(word: str) -> Form | None:
    """Return the form that a word names."""
    return next((form for form, name in FORMS.items() if name == word), None)


def form_told(name: str) -> Form | None:
    """Return the form that the name of a step tells of, as far as it does."""
    return next((form for part, form in _TELLING.items() if part in name), None)
