"""The journal: who did what when, with each row before and after, from which undo, history and merge are made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from evidence.model import CriterionId, PieceId

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
StepId = NewType("StepId", str)
Told = Mapping[str, Json]  # what an entry says that stands for no row


class Action(StrEnum):
    """What a person did."""

    NEW_PROJECT = "new_project"
    TAKE_IN = "take_in"
    BEGIN_EXPORT = "begin_export"  # of a 送审版: files go to its target and may stay there; no undo either
    CONFIRM_EXPORT = "confirm_export"  # of a 送审版: no undo takes it back
    WATCH = "watch"  # another folder, or none: no undo either
    BACK_UP = "back_up"  # to another disk, the first time: no undo either
    ISOLATE = "isolate"  # of what bears a 密级 mark: for good
    CLEAR_COPY = "clear_copy"  # that nothing of it lies somewhere any more: no undo brings it back
    RECOGNISE = "recognise"  # what a scan says: the program's work, no undo takes it back
    FILE_RECOGNISED = "file_recognised"  # taken without asking, as on arrival
    CORRECT_BATCH = "correct_batch"
    KEEP_BOTH = "keep_both"
    REPLACE = "replace"
    SPLIT_PIECE = "split_piece"
    JOIN_PIECES = "join_pieces"
    REGISTER_PAPER = "register_paper"
    MAKE_PAGES = "make_pages"  # of originals that show none by themselves
    TURN_PAGE = "turn_page"  # to be looked at
    CROP_PAGE = "crop_page"  # to be shown and printed in part
    FILE = "file"
    UNFILE = "unfile"
    CORRECT_FACTS = "correct_facts"
    EDIT_ITEMS = "edit_items"
    ADD_ITEM = "add_item"
    REMOVE_ITEMS = "remove_items"
    SPLIT_ITEM = "split_item"
    MERGE_ITEMS = "merge_items"
    MOVE_ITEMS = "move_items"
    RENUMBER = "renumber"
    EDIT_SLOTS = "edit_slots"
    CONFIRM_SLOTS = "confirm_slots"
    NEW_EDITION = "new_edition"
    ADD_SCHEME = "add_scheme"
    USE_SCHEME = "use_scheme"
    PAIR_ITEMS = "pair_items"
    EDIT_UNITS = "edit_units"
    EDIT_PROJECT = "edit_project"
    EDIT_IMPRINT = "edit_imprint"  # 版式
    FREEZE = "freeze"  # 定稿留底
    UNFREEZE = "unfreeze"
    EDIT_FIGURES = "edit_figures"
    DISMISS = "dismiss"  # doubts: 不作问题
    TAKE_UP = "take_up"  # doubts that were dismissed
    FIX_BOXES = "fix_boxes"  # 定号, or again once changed sheets were printed
    REOPEN_BOX = "reopen_box"
    BOX_RULES = "box_rules"
    FINISH = "finish"  # items: 收齐, 待复核
    UNFINISH = "unfinish"
    COMPLETE = "complete"  # items: 已完成
    REVIEW = "review"  # papers, in their places
    WITHDRAW_REVIEW = "withdraw_review"
    CHOOSE_PART = "choose_part"  # items: 承担范围
    SCORE_ITEMS = "score_items"
    CLEAR_SCORES = "clear_scores"
    EDIT_PASS_RULES = "edit_pass_rules"
    DRAFT_CHASES = "draft_chases"  # 催报
    SEND_CHASES = "send_chases"
    EDIT_CHASE_STEPS = "edit_chase_steps"
    DISCARD = "discard"  # pieces: 移入回收站
    BRING_BACK = "bring_back"
    NOTE_REQUEST = "note_request"  # 查阅登记
    STRIKE_REQUEST = "strike_request"
    ADD_FINDINGS = "add_findings"  # 整改台账
    IMPORT_FINDINGS = "import_findings"
    AMEND_FINDING = "amend_finding"
    HAND_OUT_FINDINGS = "hand_out_findings"
    NOTE_PROGRESS = "note_progress"
    NOTE_RECTIFIED = "note_rectified"
    NOTE_CHECK = "note_check"  # 复查, passed or not
    NOTE_LOOK_BACK = "note_look_back"  # 回头看仍合格
    REOPEN_FINDINGS = "reopen_findings"  # 反弹
    CHANGE_PHOTOS = "change_photos"
    STRIKE_FINDINGS = "strike_findings"
    EDIT_SITES = "edit_sites"  # 点位
    EDIT_DECLARE_RULE = "edit_declare_rule"  # 网上申报: what the web site takes
    EDIT_HOLIDAYS = "edit_holidays"  # 放假安排 of the office's own
    EDIT_RATES = "edit_rates"  # 满意度, 知晓率, 支持率
    EDIT_THRESHOLDS = "edit_thresholds"  # what they should reach
    UNDO = "undo"
    REDO = "redo"


class Step(Struct, frozen=True):
    """What one use case did, as far as it takes to name it; of an arrival only how much came."""

    id: StepId
    action: Action  # neither undo nor redo
    at: datetime
    who: str
    pieces: tuple[PieceId, ...]
    criteria: tuple[CriterionId, ...]
    titles: tuple[str | None, ...]  # of the pieces that the step made, which the snapshot lacks when it is undone
    fields: tuple[str, ...]  # columns of a piece that it changed
    codes: tuple[str, ...]  # of the criteria that it made, changed or took out, as they were before
    files: int  # that arrived


class History(Struct, frozen=True):
    """What can be taken back, and what can be done again."""

    undo: Step | None
    redo: Step | None
