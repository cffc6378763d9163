"""The commands that are carried out in modules of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app import (
    backup_commands,
    batch_commands,
    box_commands,
    chase_commands,
    document_commands,
    doubt_commands,
    duty_commands,
    export_commands,
    fact_commands,
    figure_commands,
    finding_commands,
    finding_table_commands,
    frozen_commands,
    item_commands,
    layout_commands,
    on_site_commands,
    one_page_commands,
    package_commands,
    paging_commands,
    part_commands,
    piece_commands,
    record_commands,
    review_commands,
    scan_commands,
    score_commands,
    search_commands,
    secrecy_commands,
    set_commands,
    site_commands,
    survey_commands,
)

_MODULES = (
    backup_commands,
    batch_commands,
    scan_commands,
    secrecy_commands,
    piece_commands,
    paging_commands,
    item_commands,
    search_commands,
    figure_commands,
    doubt_commands,
    duty_commands,
    fact_commands,
    score_commands,
    frozen_commands,
    box_commands,
    document_commands,
    export_commands,
    one_page_commands,
    part_commands,
    layout_commands,
    chase_commands,
    package_commands,
    review_commands,
    record_commands,
    on_site_commands,
    finding_commands,
    finding_table_commands,
    set_commands,
    site_commands,
    survey_commands,
)

# By the name of the command: what carries it out, given the options and, as `opened`, what opens the workspace.
FURTHER: Mapping[str, Callable[..., int]] = {name: module.carry_out for module in _MODULES for name in module.NAMES}
