"""Which text tells of what the keyboard stands in, and how the figures there are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtWidgets import QWidget

COUNTING, QUESTIONS = "counting", "questions"  # topics that are asked for by name

T = TypeVar("T")
FIRST = "start"

# By the class of a pane or dialog: a topic of the help.
TOPICS: Mapping[str, str] = {
    "StartPage": "start",
    "NewProject": "start",
    "CriteriaPane": "criteria",
    "ItemEditor": "criteria",
    "ItemPane": "item",
    "TrayPane": "tray",
    "SplitPiece": "tray",
    "JoinPieces": "tray",
    "FactsPane": "facts",
    "GapPane": "gaps",
    "OnePageDialog": "gaps",
    "DoubtPane": "doubts",
    "OverviewPane": "overview",
    "TakenInDialog": "intake",
    "BatchDialog": "intake",
    "BatchesDialog": "intake",
    "WatchedFolder": "intake",
    "PackagesDialog": "intake",
    "ChaseDialog": "chase",
    "UnitRecordDialog": "chase",
    "SelfScores": "scores",
    "PassRulesDialog": "scores",
    "ExportDialog": "export",
    "DocumentDialog": "export",
    "BoxesDialog": "export",
    "VerifyDialog": "export",
    "DeclaringDialog": "export",
    "ReadingSetDialog": "export",
    "SettingsDialog": "settings",
    "BackupDialog": "settings",
    "RestoreDialog": "settings",
    "PaletteDialog": "keys",
    "LedgerPane": "rectify",
    "InspectionDialog": "rectify",
    "FindingImport": "rectify",
    "HandOut": "rectify",
    "Progress": "rectify",
    "Rectified": "rectify",
    "Reopened": "rectify",
    "Recheck": "rectify",
    "LookBack": "rectify",
    "Amend": "rectify",
    "AddPhotos": "rectify",
    "Strike": "rectify",
    "NewProblems": "rectify",
    "PapersDialog": "rectify",
    "ChartsDialog": "rectify",
    "SitesDialog": "rectify",
    "SiteForm": "rectify",
    "SiteImport": "rectify",
    "RatesDialog": "rectify",
    "RateForm": "rectify",
    "ThresholdForm": "rectify",
    "RateImport": "rectify",
    "DutiesDialog": "rectify",
    "HolidaysDialog": "rectify",
    "HolidayImport": "rectify",
    "RecycleBin": "past",
    "StepsDialog": "past",
    "PiecePast": "past",
    "JobPanel": "jobs",
    "LargePreview": "viewing",
    "CropDialog": "viewing",
    "Preview": "viewing",
    "MatrixPage": "overview",
    "FrozenDialog": "overview",
    "CompareDialog": "overview",
    "OnSiteDialog": "export",
    "VisitsDialog": "export",
    "VisitWish": "export",
    "PrintCopiesDialog": "export",
    "SpineLabelsDialog": "export",
    "ToPages": "export",
    "AddScheme": "criteria",
    "BaseYear": "criteria",
    "BulkEdit": "criteria",
    "MergeItems": "criteria",
    "MoveItems": "criteria",
    "RemoveItems": "criteria",
    "Renumber": "criteria",
    "SplitItem": "criteria",
    "PartDialog": "criteria",
    "Pairs": "criteria",
    "NewEdition": "criteria",
    "TaskTable": "criteria",
    "Waive": "criteria",
    "UnitsDialog": "criteria",
    "ContactImport": "criteria",
    "RegisterPaper": "intake",
    "IsolateDialog": "intake",
    "IsolatedDialog": "intake",
    "FileTo": "tray",
    "ReplaceDialog": "item",
    "ReviewDialog": "item",
    "DismissDialog": "doubts",
    "AlikeDialog": "doubts",
    "KeyFiguresDialog": "doubts",
    "KeyFigureDialog": "doubts",
    "SearchDialog": "keys",
    "HelpDialog": "questions",
    "SupportReport": "questions",
    "HandInCheck": COUNTING,
}

# By the class of a pane or dialog: the section of `COUNTING` about the figures that stand there.
FIGURES: Mapping[str, str] = {
    "CriteriaPane": "到位率",
    "ItemPane": "已有件数",
    "TrayPane": "待整理件数",
    "GapPane": "缺项的行数",
    "SummaryPage": "应备件数",
    "MatrixPage": "矩阵里的数",
    "SelfScores": "总分和自评合计",
    "PassRulesDialog": "合格条件",
    "HandInCheck": "送审前检查",
    "ChaseDialog": "已报待整理",
    "LedgerPane": "逾期",
    "PapersDialog": "销号率",
    "ChartsDialog": "按期整改率",
}


def topic_of(widget: QWidget | None) -> str:
    """Return the topic of where a widget stands; the first one where there is none of its own."""
    return _nearest(widget, TOPICS) or FIRST


def figures_of(widget: QWidget | None) -> str:
    """Return the section about the figures where a widget stands, empty where there is none."""
    return _nearest(widget, FIGURES) or ""


def _nearest(widget: QWidget | None, known: Mapping[str, T]) -> T | None:
    """Return what is known of a widget or the nearest one that it stands in."""
    while widget is not None:
        found = next((known[kind.__name__] for kind in type(widget).__mro__ if kind.__name__ in known), None)
        if found is not None:
            return found
        widget = widget.parentWidget()
    return None
