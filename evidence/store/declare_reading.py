"""What a web site takes, as it is read."""

from __future__ import annotations

from evidence.declaration import USUAL_RULE, Bundle, DeclareRule
from evidence.store.source import Source, ask, from_json


def read_rule(source: Source) -> DeclareRule:
    """Return what was written down, or that nothing is limited."""
    found = ask(source, "SELECT file_mb, total_mb, endings, pattern, longest, bundle FROM declare_rule")
    for file_mb, total_mb, endings, pattern, longest, bundle in found:
        return DeclareRule(file_mb, total_mb, tuple(from_json(endings)), pattern, longest, Bundle(bundle))
    return USUAL_RULE
