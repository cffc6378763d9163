"""分盒 and 定号: which items lie in which box, and what stays once a box is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.boxes import Boxes, BoxRules
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.progress import Report
from evidence.snapshot import Changes, Snapshot

if TYPE_CHECKING:  # documents are laid out when somebody asks for boxes
    from evidence.export.box_plan import BoxPlan
    from evidence.export.template import Template
    from evidence.workspace import Workspace

_LEAST_PAGES = 20


class Boxing:
    """A service of a workspace; raises `RequestError` for what would make no sense."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def plan(self, template: Template, report: Report) -> BoxPlan:
        """Return the boxes of the 送审版 with their pages, as they would be exported now."""
        from evidence.export import box_plan

        snapshot = self._workspace.snapshot()
        return box_plan.plan(snapshot, self._workspace.original_path, snapshot.boxes.rules, template, report)

    def fix(self, plan: BoxPlan, numbers: Collection[int]) -> Changes:
        """Keep the numbers and pages that a plan gives boxes (定号), as printed; also those that changed since.

        From the first one on all items stay in their boxes.
        """
        from evidence.export import box_plan

        snapshot = self._workspace.snapshot()
        if _moment(plan.snapshot) != _moment(snapshot):
            raise RequestError("box_plan_stale")
        wanted = known_numbers(numbers, {box.number for box in plan.boxes})
        for box in plan.boxes:
            if box.number in wanted and box.uncounted:
                raise RequestError("box_uncounted", boxes=str(box.number), pieces="、".join(box.uncounted))
        boxes = box_plan.fixed_boxes(plan, snapshot, wanted, self._workspace.now, self._workspace.who)
        with self._workspace.writing(Action.FIX_BOXES) as writer:
            writer.keep_boxes(snapshot.scheme_id, boxes)
        return writer.changes

    def reopen(self, numbers: Collection[int]) -> Changes:
        """Let the numbers and pages of boxes be given anew; once none is fixed, boxes follow from the pages again."""
        snapshot = self._workspace.snapshot()
        wanted = known_numbers(numbers, {box.number for box in snapshot.boxes.fixed})
        boxes = [replace(box, fixed=None) if box.number in wanted else box for box in snapshot.boxes.boxes]
        last = max((box.number for box in boxes if box.fixed), default=0)
        with self._workspace.writing(Action.REOPEN_BOX) as writer:
            writer.keep_boxes(snapshot.scheme_id, [box for box in boxes if box.number <= last])
        return writer.changes

    def set_rules(self, rules: BoxRules) -> Changes:
        """Record how boxes and pages are counted; what was printed forbids some of it, as `check_rules` says."""
        if rules.most_pages is not None and rules.most_pages < _LEAST_PAGES:
            raise RequestError("box_pages", least=_LEAST_PAGES)
        snapshot = self._workspace.snapshot()
        check_rules(rules, snapshot.boxes)
        with self._workspace.writing(Action.BOX_RULES) as writer:
            writer.keep_box_rules(snapshot.scheme_id, rules)
        return writer.changes


def check_rules(rules: BoxRules, boxes: Boxes) -> None:
    """Refuse rules by which printed pages would get other numbers; boxes that are open may still be of another size."""
    known = boxes.rules
    if boxes.fixed and replace(rules, late=known.late, most_pages=known.most_pages) != known:
        raise RequestError("box_rules_fixed", boxes=_named(box.number for box in boxes.fixed))


def _moment(snapshot: Snapshot) -> tuple[object, ...]:
    """Return what of a project its boxes follow from."""
    return snapshot.boxes, snapshot.criteria, snapshot.pieces, snapshot.filings


def known_numbers(numbers: Collection[int], known: Collection[int]) -> set[int]:
    """Return the numbers of boxes that somebody names; raise `RequestError` if none is, or one is not known."""
    unknown = sorted(set(numbers) - set(known))
    if unknown or not numbers:
        raise RequestError("box_unknown", boxes=_named(unknown), known=_named(sorted(known)))
    return set(numbers)


def _named(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers)) or "（没有）"
