"""What the command line gives of items and materials, put into the place of what is known."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from msgspec.structs import replace

from evidence.intake.typed import plain
from evidence.model import Criterion, Scope, Slot
from evidence.scheme import typed


def item(known: Criterion, options: Namespace) -> Criterion:
    """Return an item with what was given; raise `RequestError` for what cannot be."""
    given = {name: text for name in _READ if (text := getattr(options, name, None)) is not None}
    for name, text in given.items():
        known = _READ[name](known, text)
    return known if options.key is None else replace(known, key=options.key)


def slot(known: Slot, options: Namespace) -> Slot:
    """Return a material with what was given; owners that are given make it one of chosen units."""
    if options.kind is not None:
        known = replace(known, kinds=typed.kinds(map(plain, options.kind)))
    if options.stage is not None:
        known = replace(known, stage=typed.stage(options.stage))
    if options.years is not None:
        known = replace(known, years=typed.years(options.years))
    if options.count is not None:
        known = replace(known, count=typed.count(options.count))
    if options.must is not None:
        known = replace(known, must=typed.names("、".join(map(plain, options.must))))
    if options.owner is not None:
        owners = typed.names("、".join(map(plain, options.owner)))
        known = replace(known, scope=Scope.EACH_DEPARTMENT, owners=owners)
    if options.scope is not None:
        scope = typed.scope(options.scope)
        known = replace(known, scope=scope, owners=known.owners if scope is Scope.EACH_DEPARTMENT else ())
    if options.alternative is not None:
        known = replace(known, alternative=typed.mark(plain(options.alternative)))
    if options.paper is not None:
        known = replace(known, paper_allowed=options.paper)
    if options.due is not None:
        known = replace(known, due=typed.due(plain(options.due)))
    if options.waive is not None:
        known = replace(known, waived=plain(options.waive))
    return replace(known, waived=None) if options.no_waive else known


_READ: dict[str, Callable[[Criterion, str], Criterion]] = {
    "code": lambda known, text: replace(known, code=plain(text)),
    "title": lambda known, text: replace(known, title=plain(text) or None),
    "text": lambda known, text: replace(known, text=typed.words(text)),
    "points": lambda known, text: replace(known, points=typed.points(text)),
    "rule": lambda known, text: replace(known, rule=typed.rule(text)),
    "method": lambda known, text: replace(known, method=typed.words(text)),
    "ways": lambda known, text: replace(known, ways=plain(text) or None),
    "lead": lambda known, text: replace(known, lead_unit=plain(text) or None),
    "support": lambda known, text: replace(known, support_units=typed.names(plain(text))),
    "person": lambda known, text: replace(known, person=plain(text) or None),
    "due": lambda known, text: replace(known, due=typed.due(plain(text))),
    "note": lambda known, text: replace(known, note=typed.words(text)),
}
