"""The sentences of `wording` that speak of arrivals, receipts and newer versions."""

from __future__ import annotations

from evidence.deliveries import Former, Match, Replacement
from evidence.model import ArrivalState, Fact
from evidence.wording import handing_out

FACTS: dict[Fact, str] = {
    Fact.TITLE: "题名",
    Fact.NUMBER: "文号",
    Fact.ISSUER: "责任者",
    Fact.DAY: "成文日期",
    Fact.YEAR: "年度",
    Fact.KIND: "材料种类",
    Fact.STAGE: "环节",
    Fact.UNIT: "报送单位",
    Fact.LEVEL: "级别",
    Fact.SEAL: "盖章",
    Fact.VALID_UNTIL: "有效期至",
    Fact.PLACE: "地点",
}
PAGES = "页数"
SEALED = {True: "已盖章", False: "未盖章"}

# How things reach an office; people may write others.
CHANNELS = ("U盘", "微信", "邮件", "系统", "当面")

REMARKS: dict[str, str] = {
    **handing_out.REMARKS,
    "duplicate_former": "与以前收过的一件完全相同，那一件已换成新版，不重复收。",
    "match_version": "可能是 {titles} 的新版，待确认换件。",
    "match_unclear": "可能是以下某一件的新版，程序分不清：{titles}。请核对后用“换件”指定。",
}

MATCHES: dict[Match, str] = {
    Match.SAME: "相同",
    Match.VERSION: "新版",
    Match.NEW: "新增",
    Match.UNCLEAR: "待核对",
    Match.KEPT_BOTH: "两件都留",
}

# What a receipt says became of a file.
RECEIVED: dict[ArrivalState, str] = {
    ArrivalState.NEW: "收下",
    ArrivalState.DUPLICATE: "与已有材料相同，不重复收",
    ArrivalState.JUNK: "不收",
    ArrivalState.OPENED: "已打开，里面的文件逐一列出",
    ArrivalState.REFUSED: "拒收",
    ArrivalState.UNREADABLE: "读不出",
}

# What whoever brought a file should do, by why it cannot be used.
REMEDIES: dict[str, str] = {
    "secret": "不得用本渠道报送，请按保密规定处理",
    "encrypted": "请报送没有密码的文件",
    "damaged": "请核对原文件能否打开，重新报送",
    "empty": "请重新报送有内容的文件",
    "junk": "不是材料，不用补报",
    "refused": "请按说明处理后重新报送",
}

PHRASES: dict[str, str] = {
    "receipt": "收件回执",
    "receipt_of": "{office}收件回执",
    "receipt_came": "一、收到的文件",
    "receipt_came_continued": "收到的文件（续）",
    "receipt_unusable": "二、不能使用的文件",
    "receipt_unusable_continued": "不能使用的文件（续）",
    "receipt_none_unusable": "没有不能使用的文件。",
    "receipt_left_out": "{number}、上次报过、本次没有的材料",
    "receipt_left_out_continued": "上次报过、本次没有的材料（续）",
    "receipt_left_out_note": "以下 {count} 件仍按以前收到的计，没有因本次未报而删除；确已作废的请说明。",
    "receipt_signed": "交件人：　　　　　　　收件人：　　　　　　　日期：　　　年　　月　　日",
    "receipt_number": "编号：{number}",
    "receipt_from": "报送单位：{unit}　交件人：{sender}　渠道：{channel}",
    "receipt_day": "收件日期：{day}",
    "receipt_recorded": "收件日期：{day}（登记时间：{recorded}）",
    "receipt_note": "备注：{note}",
    "receipt_blank": "　　　　　　",
    "receipt_counts": "共 {count} 个文件：可用 {usable} 个，不能使用 {unusable} 个。",
    "receipt_counts_opened": "打开压缩包 {count} 个，里面的文件已计在内。",
    "receipt_counts_matched": "与以前报送的比：相同 {same}，新版 {version}，新增 {new}，待核对 {unclear}，"
    "上次有本次无 {gone}。",
    "receipt_version": "收下，{title}新版，待确认换件",
    "receipt_replaced": "收下，已换下以前的一件{title}",
    "receipt_unclear": "收下，可能是以前某件的新版，待核对",
    "receipt_new": "收下，新增",
    "receipt_kept_both": "收下，与以前的一件都留",
    "receipt_saved": "回执已存到 {path}。",
    "batches_none": "还没有收过件。",
    "batch_line": "{name}　{day}　{unit}　{sender}　{channel}　{source}　"
    "共 {count} 个文件，可用 {usable}，不能使用 {unusable}",
    "batch_left_out": "上次有本次无 {count} 件（没有因此删除）：",
    "batch_undecided": "有 {count} 件待确认是否换件：确认用 beijian replace 项目 旧件编号 新件编号，"
    "全部确认用 beijian batch 项目 {batch} --replace；"
    "两件都留用 beijian keep 项目 新件编号。",
    "replaced": "已换件：{title}。编号、归项不变，原来的文件留在办理记录里。",
    "replace_planned": "还没有换件。换下{title}后：编号、归项不变。",
    "left_out": "上次有本次无",
    "replace_ask": "换下{title}？编号、归项和您更正过的内容不变，换下的文件留在办理记录里。",
    "replace_ask_all": "换下标为“新版”的 {count} 件？编号、归项和您更正过的内容不变，"
    "换下的文件留在办理记录里，可以撤销。",
    "replaced_same": "题名、文号等没有变化。",
    "kept_both": "两件都留：{title}与以前的一件。",
    "former_none": "没有换过件。",
    "former": "{at}　{who} 换下“{names}”{why}",
}

ERRORS: dict[str, str] = {
    "batch_unknown": "没有编号为“{batch}”的收件批次，或不止一批对得上。请写全编号，如 {names}。",
    "batch_gone": "这一批收件已经不在项目里（可能刚刚撤销了收件），未作改动。",
    "received_to_come": "收件日期 {value} 还没有到，未作改动。请核对日期。",
    "not_proposed": "这个文件没有待确认的换件（可能已经办过），未作改动。",
    "no_versions": "这一批里没有待确认的换件（可能已经办过），未作改动。",
    "replace_by_itself": "不能用一件材料换它自己，未作改动。请指定另一件或另一个文件。",
    "replace_by_paper": "纸质备查件没有电子文件，不能用来换件，未作改动。",
    "replace_by_nothing": "还没有指定新版。请选择一个文件，或在待整理里选一件。",
    "replace_path": "请填写新版文件的完整路径，从盘符或根目录写起。",
    "replace_by_folder": "{path} 是文件夹，换件要指定一个文件。未作改动。",
    "replace_known": "“{name}”与项目里已有的材料（{ids}）完全相同，没有换件。要换成那一件，请写它的编号。",
    "replace_not_taken": "“{name}”没有能收成一件材料，没有换件。{why}",
    "receipt_file_kind": "回执只能存为 .docx 或 .xlsx，不能存为 {path}。请改文件名的结尾。",
}


def changed(change: Replacement) -> list[str]:
    """Return what of a piece is read anew when it is replaced, a line a fact."""
    lines = [f"{FACTS[fact]}：{before} → {after}" for fact, before, after in change.changed]
    return lines or [PHRASES["replaced_same"]]


def former(one: Former) -> str:
    """Return when a piece was replaced, by whom and why, and what it was made of before."""
    at, names = f"{one.replaced_at:%Y-%m-%d %H:%M}", "、".join(one.names)
    return PHRASES["former"].format(at=at, who=one.who, names=names, why=f"（{one.why}）" if one.why else "")


def field(column: str) -> str:
    """Return what a column of a piece is called that a clerk corrects."""
    return {"flags": "标记", "pages": PAGES}.get(column) or FACTS[Fact(column)]
