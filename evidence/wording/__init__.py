"""Codes and parameters into plain office Chinese, for the window, the command line and documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from evidence.errors import DossierError
from evidence.journal import Action, Step
from evidence.model import ArrivalState, Edition, Flag, Notice, Rule, Scope, Slot, State, Years
from evidence.origins import ON_PICTURE, split
from evidence.wording import archives as archive_words
from evidence.wording import backups as backup_words
from evidence.wording import binned as bin_words
from evidence.wording import boxes as box_words
from evidence.wording import chases as chase_words
from evidence.wording import documents as document_words
from evidence.wording import doubts as doubt_words
from evidence.wording import findings as finding_words
from evidence.wording import frozen, imprint, paging, reach, receiving, secrecy, viewing, why
from evidence.wording import ledgers as ledger_words
from evidence.wording import parts as part_words
from evidence.wording import pieces as piece_words
from evidence.wording import reviews as review_words
from evidence.wording import scans as scan_words
from evidence.wording import scores as score_words
from evidence.wording import sets as set_words
from evidence.wording import sides as side_words
from evidence.wording import units as unit_words
from evidence.wording import visits as visit_words
from evidence.wording.notices import NOTICES
from evidence.wording.refusals import ERRORS
from evidence.wording.titles import in_menu

if TYPE_CHECKING:
    from evidence.model import Piece
    from evidence.snapshot import Snapshot

_MOST_PLACES = 3  # named of a step

# Modules with words of all kinds.
_WHOLE = (
    *(doubt_words, review_words, part_words, chase_words, visit_words),
    *(ledger_words, finding_words, viewing, bin_words),
)
WHY = why.WHY
AND_ALSO = " · "  # between reasons

# What is said of one file on arrival.
REMARKS: dict[str, str] = {
    **receiving.REMARKS,
    **secrecy.REMARKS,
    "junk": "系统或办公软件留下的临时文件，不收。",
    "symlink": "这是一个快捷链接而不是文件本身，不收；请把它指向的文件放进来。",
    "duplicate": "与“{source}”完全相同，不重复收。",
    "duplicate_earlier": "与以前收过的一件完全相同，不重复收。",
    "duplicate_restored": "与以前收过的一件完全相同；原件库里缺的这个文件已经补上。",
    "alike": "与“{title}”内容雷同（正文约 {percent}% 相同），请核对是否照抄、重复或新旧稿。",
    "secret": "页首有密级标志，未收入、未留存。涉密文件不得放在本机，请按保密规定处理。",
    "recording": "音频、视频不取文字，按文件名登记；请核对题名和日期。",
    **archive_words.REMARKS,
    **bin_words.REMARKS,
    **scan_words.REMARKS,
    "no_reader": "这类文件的内容还读不出来，按文件名登记；请核对题名、文号和密级。",
    "own_export": "这是备检自己导出的内容（内部工作版、送审版、电子版资料等），不作为佐证收；旁边的其他文件照常收。",
    "own_package": "这是导出的电子版资料，不作为佐证材料收；其中确有要收的文件，请复制到别的文件夹再收。",
    "own_workspace": "这是迎检项目文件夹，里面是项目自己的数据，不作为佐证材料收；要收的文件请放到别的文件夹。",
    "encrypted": "文件有密码，读不到内容，暂不计数；请向报送单位索取无密码的文件。",
}

TASKS: dict[str, str] = {
    "verifying": "核对电子版",
    **unit_words.TASKS,
    **secrecy.TASKS,
    **backup_words.TASKS,
    **scan_words.TASKS,
    **paging.TASKS,
    **reach.TASKS,
    **bin_words.TASKS,
    "doubting": "查疑点",
    "unpacking": "打开压缩包",
    "hashing": "核对文件",
    "reading": "读取收件",
    "suggesting": "提出建议归项",
    "originals": "核对原件",
    "pictures": "测量页面",
    "pages": "编排页码",
    "resuming": "接着上次没有完成的导出，核对已有的文件",
    "documents": "生成文档",
    "package": "整理电子版",
    "zipping": "压缩电子版",
    "syncing": "写入磁盘",
    "looking": "查看有没有未完成的导出",
    "clearing": "清除上次没有完成的导出",
    "scheme": "读取评价细则",
    "creating": "新建项目",
    "opening": "打开项目",
    "closing": "关闭项目",
    "arranging": "登记",
    "comparing": "比对细则",
    "copying": "打开原件",
    "texts": "读取文本",
    "searching": "查找",
    "receipt": "存回执",
    "receiving": "读取收件登记",
    "piecing": "查看页面",
    "reporting": "整理支持报告",
    **frozen.TASKS,
    **imprint.TASKS,
    **box_words.TASKS,
    **document_words.TASKS,
    **chase_words.TASKS,
    **set_words.TASKS,
    **ledger_words.TASKS,
}

STATES: dict[State, str] = {
    State.COMPLETE: "齐全",
    State.PARTIAL: "不齐",
    State.MISSING: "缺",
    State.NOT_APPLICABLE: "不涉及",
}

ARRIVALS: dict[ArrivalState, str] = {
    ArrivalState.NEW: "新收",
    ArrivalState.DUPLICATE: "重复件",
    ArrivalState.JUNK: "不收",
    ArrivalState.OPENED: "已打开",
    ArrivalState.REFUSED: "拒收",
    ArrivalState.UNREADABLE: "读不出",
}

SCOPES: dict[Scope, str] = {Scope.OWN: "本级", Scope.EACH_TOWNSHIP: "各乡镇", Scope.EACH_DEPARTMENT: "各部门"}

# Of a single material, where a clerk chooses: what those words mean.
OWED_BY: dict[Scope, str] = {
    Scope.OWN: "牵头单位（本级）",
    Scope.EACH_TOWNSHIP: "各乡镇（街道）",
    Scope.EACH_DEPARTMENT: "指定的部门",
}

YEARS: dict[Years, str] = {
    Years.EACH_OF_LAST_3: "近三年每年",
    Years.EACH_OF_LAST_2: "近两年每年",
    Years.LATEST: "最近一年",
    Years.ANY: "不限年度",
}

RULES: dict[Rule, str] = {
    Rule.ALL_OR_NOTHING: "全得",
    Rule.GRADED: "酌扣",
    Rule.PER_FINDING: "每处扣",
    Rule.RATIO: "比例",
    Rule.VETO: "否决",
    Rule.BONUS: "加分",
}

# What they mean, where a clerk chooses.
MEANT_RULES: dict[Rule, str] = {
    Rule.ALL_OR_NOTHING: "全得（做到得满分，否则不得分）",
    Rule.GRADED: "酌扣（酌情扣分）",
    Rule.PER_FINDING: "每处扣（每发现一处扣分）",
    Rule.RATIO: "按比例",
    Rule.VETO: "一票否决",
    Rule.BONUS: "加分",
}

EDITIONS: dict[Edition, str] = {Edition.INTERNAL: "内部工作版", Edition.SUBMISSION: "送审版"}

FLAGS: dict[Flag, str] = {
    Flag.DRAFT: "草稿",
    Flag.TRACKED_CHANGES: "有修订痕迹",
    Flag.COMMENTS: "有批注",
    Flag.ENCRYPTED: "有密码",
    Flag.TRUNCATED: "文件不完整",
    Flag.EMPTY: "空文件",
    Flag.SECRET: "有密级标志",
    Flag.PERSONAL_DATA: "含个人信息",
    Flag.ROTATED: "页面横置",
    Flag.LOW_DPI: "分辨率低",
    Flag.WRONG_EXTENSION: "扩展名与内容不符",
    Flag.MACROS: "带有宏",
    Flag.TO_REVIEW: "待复核",
}

ORIGINS = why.ORIGINS
FACTS = receiving.FACTS
SEALED = receiving.SEALED

# Why a filed piece does not close a gap.
DEFECTS: dict[str, str] = {
    **{
        flag.value: f"{FLAGS[flag]}，不计"
        for flag in (Flag.SECRET, Flag.EMPTY, Flag.TRUNCATED, Flag.ENCRYPTED, Flag.DRAFT)
    },
    "year_unknown": "年度不明，不计",
    "year_outside": "不在要求年度内，不计",
    "unit_unknown": "看不出是哪个单位，不计",
    "paper_only": "要求电子件，只有纸质的不计",
    "not_sealed": "要求盖章，未盖章的不计",
    "level_too_low": "发文单位级别不够，不计",
    "expired": "已过有效期，不计",
    **review_words.DEFECTS,
}

# What should still be put right of one that counts (需完善).
FLAWS: dict[str, str] = {
    "no_number": "缺文号",
    "seal_unknown": "盖章待核",
    "undated": "缺日期",
    "level_unknown": "级别待填",
    "no_caption": "照片缺说明",
    "unclear": "扫描不清",
    "to_review": "待复核",
    **review_words.FLAWS,
}

# What somebody did, in the menu behind 撤销 and 重做.
STEPS: dict[Action, str] = {
    Action.NEW_PROJECT: "新建项目",
    Action.TAKE_IN: "收件 {files} 个文件",
    Action.BEGIN_EXPORT: "开始导出送审版",
    Action.CONFIRM_EXPORT: "确认导出送审版",
    Action.WATCH: "设置收件夹",
    Action.BACK_UP: "备份到别的盘",
    Action.ISOLATE: "隔离涉密文件",
    Action.CLEAR_COPY: "登记涉密去向",
    Action.RECOGNISE: "识别扫描件",
    Action.FILE_RECOGNISED: "识别后归项{pieces}→ {places}",
    Action.CORRECT_BATCH: "修改收件登记",
    Action.KEEP_BOTH: "确认两件都留",
    Action.REPLACE: "换件{pieces}",
    Action.SPLIT_PIECE: "按页拆件，得{pieces}",
    Action.JOIN_PIECES: "合成一件{pieces}",
    Action.REGISTER_PAPER: "登记纸质备查件{pieces}",
    **paging.STEPS,
    Action.FILE: "归项{pieces}→ {places}",
    Action.UNFILE: "撤销归项{pieces}（{places}）",
    Action.CORRECT_FACTS: "更正{pieces}的{fields}",
    Action.EDIT_ITEMS: "修改评价内容 {places}",
    Action.ADD_ITEM: "增加评价内容 {places}",
    Action.REMOVE_ITEMS: "删除评价内容 {places}",
    Action.SPLIT_ITEM: "拆分评价内容 {places}",
    Action.MERGE_ITEMS: "合并评价内容 {places}",
    Action.MOVE_ITEMS: "移动评价内容 {places}",
    Action.RENUMBER: "重新编号 {places}",
    Action.EDIT_SLOTS: "修改应备材料 {places}",
    Action.CONFIRM_SLOTS: "确认建议应备 {places}",
    Action.NEW_EDITION: "换版",
    Action.ADD_SCHEME: "增加一套细则",
    Action.USE_SCHEME: "换看另一套细则",
    Action.PAIR_ITEMS: "设定两套细则的对应",
    Action.EDIT_FIGURES: "修改关键数据",
    Action.EDIT_UNITS: "修改单位名单",
    Action.EDIT_PROJECT: "修改项目信息",
    Action.EDIT_IMPRINT: "修改版式",
    **set_words.STEPS,
    **{action: words for part in _WHOLE for action, words in part.STEPS.items()},
    Action.FIX_BOXES: "定号",
    Action.REOPEN_BOX: "重新打开盒",
    Action.BOX_RULES: "改分盒和页号的规则",
    Action.FREEZE: "定稿留底",
    Action.UNFREEZE: "删除定稿留底",
    Action.SCORE_ITEMS: "自评打分 {places}",
    Action.CLEAR_SCORES: "清除自评得分 {places}",
    Action.EDIT_PASS_RULES: "修改合格条件",
    Action.UNDO: "撤销",
    Action.REDO: "重做",
}

# Headings and fixed phrases of documents.
PHRASES: dict[str, str] = {
    **unit_words.PHRASES,
    **side_words.PHRASES,
    **receiving.PHRASES,
    **secrecy.PHRASES,
    **backup_words.PHRASES,
    **paging.PHRASES,
    **piece_words.PHRASES,
    **frozen.PHRASES,
    **box_words.PHRASES,
    **score_words.PHRASES,
    **{code: words for part in _WHOLE for code, words in part.PHRASES.items()},
    "gap_marks": "★为关键项。",
    "proposed_slot": "建议应备（待确认）：{name}",
    "proposed_state": "建议应备（待确认）",
    "proposed_met": "建议应备（待确认），已有 {count} 件",
    "proposed_new": "{items} 项评价内容在表中没有应备材料，已按表述提出建议应备 {slots} 项，待确认，确认前不计缺项。",
    "proposed_waiting": "另有建议应备 {count} 项待确认，不计缺项；确认用 beijian confirm。",
    "confirmed": "已确认 {count} 项建议应备，从现在起计入缺项。",
    "unit_summary": "{unit}：应备 {needed} 件，已有 {met} 件。",
    "waiting": "责任单位另有 {count} 件已报待整理",
    "waiting_of_unit": "{unit}另有 {count} 件已报待整理，整理后缺项可能减少。",
    "waiting_of_all": "已报待整理（尚未归项，整理后缺项可能减少）：{named}。",
    "waiting_more": "等 {count} 个单位",
    "taken_sums": "共 {seen} 个文件：新收 {new}，重复件 {duplicate}，不收 {junk}，拒收 {refused}，读不出 {unreadable}；"
    "已归项 {filed} 件，待整理 {tray} 件。",
    "taken_opened": "打开压缩包 {count} 个，里面的文件已计在内。",
    "taken_stopped": "已按您的要求停止，下面是停止前收到的；其余的再收一次就会接着收，不会重复。",
    "taken_secret": "有 {count} 个文件页首有密级标志，未收入、未留存。涉密文件不得放在本机，请立即按保密规定处理。",
    "exported_lost": "注意：{count} 个原件在原件库里找不到或被改动过，图片和电子版没有收全。请看下面的说明。",
    "omitted_not_countable": "{why}；未收入送审版和电子版资料",
    "omitted_file_missing": "原件库里找不到这个文件，未收入图片和电子版；把这份材料重新收一次就能补上",
    "omitted_file_changed": "原件库里的这个文件被改动过，未收入图片和电子版；请移走改动过的文件，再重新收一次",
    "omitted_file_brought": "原件库里没有完好的原件，未收入图片；电子版里的是上次导出时拷出的，请把它另存后重新收一次",
    "omitted_picture": "第 {page} 页无法显示，汇编中留有空框；请打开电子版核对原件",
    "omitted_personal": "没有写明放入的理由，文件未放入电子版资料（含个人信息）；送审版里仍收有它",
    "omitted_unfiled": "尚未归项",
    "ahead_gone": "不再有：{names}。",
    "ahead_points": "总分（不含加分）由 {before} 变为 {after}，请核对。",
    "ahead_moved": "{count} 件佐证材料转到别的评价内容下。",
    "ahead_tray": "{count} 件佐证材料退回待整理。",
    "alike": "内容雷同",
    "alike_with": "内容雷同：{title}",
    "alike_two": "两件材料的正文约 {percent}% 相同（不计单位名称和数字），不同之处已标出。"
    "是照抄、重复还是新旧稿，请您判断；两件都照常保留。",
    "alike_no_text": "（没有读出文字）",
    "columns_kept": "这种表以前选定过表头和各栏用途，用 --map 上次 可照上次的读取。",
}


def origin(told: str) -> str:
    """Return where a fact comes from: 正文第2页, 文件名, 经办人填写."""
    word, page = split(told)
    return ORIGINS[word] + (f"第{page}页" if page else "") + ("，请核对" if word == ON_PICTURE else "")


def fact(value: str | int | date | None) -> str:
    """Return a fact as people read and type it: 2023-11-20, 已盖章; empty if it is unknown."""
    if isinstance(value, bool):
        return SEALED[value]
    return "" if value is None else str(value)


def sentence(error: DossierError) -> str:
    """Return the sentence for an expected failure."""
    return ERRORS[error.code].format(**error.params)


def notice(item: Notice) -> str:
    """Return the sentence for a notice, without its place."""
    return NOTICES[item.code].format(**dict(item.params))


def remark(code: str, /, **params: str | int) -> str:
    """Return what is said of one file on arrival."""
    return REMARKS[code].format(**params)


def flag_words(flags: Iterable[Flag]) -> str:
    """Return flags in words."""
    return "、".join(FLAGS[flag] for flag in sorted(flags))


def gate_reason(code: str, count: int, codes: Sequence[str], most: int) -> str:
    """Return why the gate is closed, naming at most so many items."""
    named = "、".join(codes[:most]) + ("等" if len(codes) > most else "")
    return phrase(code, count=count, codes=named)


def taken_sums(counts: Mapping[ArrivalState, int], filed: int, tray: int) -> str:
    """Return what became of the files of one arrival, in numbers."""
    by_state = {state.value: counts[state] for state in ArrivalState}
    opened = counts[ArrivalState.OPENED]
    said = phrase("taken_sums", seen=sum(by_state.values()) - opened, filed=filed, tray=tray, **by_state)
    return said + (phrase("taken_opened", count=opened) if opened else "")


def slot_name(slot: Slot) -> str:
    """Return a material's name, marked where nobody asked for it yet."""
    return phrase("proposed_slot", name=slot.name) if slot.proposed else slot.name


def phrase(code: str, /, **params: str | int) -> str:
    """Return a fixed phrase."""
    return PHRASES[code].format(**params)


def step(done: Step, snapshot: Snapshot) -> str:
    """Return what a step did, short enough for a menu; `snapshot` may be from before it or after it."""
    there = [snapshot.piece_by_id[key] for key in done.pieces if key in snapshot.piece_by_id]
    titles = done.titles or [piece.facts.title for piece in there]
    one = in_menu(titles[0], _file_of(there, snapshot)) if len(done.pieces) == len(titles) == 1 else ""
    about = set(done.criteria)
    codes = done.codes or [criterion.code for criterion in snapshot.criteria if criterion.id in about]
    return STEPS[done.action].format(
        files=done.files,
        pieces=one or f" {len(done.pieces)} 件",
        places="、".join(codes[:_MOST_PLACES]) + ("等" if len(codes) > _MOST_PLACES else ""),
        fields="、".join(map(receiving.field, done.fields)),
    )


def _file_of(pieces: Iterable[Piece], snapshot: Snapshot) -> str | None:
    found = (snapshot.originals.get(part.original) for piece in pieces for part in piece.parts)
    return next((original.name for original in found if original), None)
