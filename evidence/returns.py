"""What is said of papers that come back from a unit: how each was known, and what is wrong with it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Way(StrEnum):
    """How it was known what a file is for."""

    NAME = "name"  # 补报码 in its name
    FOLDER = "folder"  # 补报码 in the name of a folder
    LIST = "list"  # its name stands beside a 补报码 in the unit's list
    CONTENT = "content"  # what it says, or a clerk


class Trouble(StrEnum):
    """What is wrong with a file that came."""

    UNUSABLE = "unusable"  # nobody can read it, or it was refused
    ENCRYPTED = "encrypted"
    DRAFT = "draft"
    DUPLICATE = "duplicate"  # of what was there
    TWICE = "twice"  # the same file came twice in this arrival
    DOUBT = "doubt"  # it is not what its code asks for
    UNKNOWN_CODE = "unknown_code"
    MET = "met"  # the gap of its code was closed before
    VERSION = "version"  # perhaps a newer version of what was there
    NOT_COUNTED = "not_counted"  # it lies where its code says and does not count there
    ELSEWHERE = "elsewhere"  # it lies elsewhere than its code says
    WAITING = "waiting"  # nobody has filed it yet
    EXTRA = "extra"  # it has no code and closes no gap


class Wrong(Struct, frozen=True):
    """One trouble; `about` names what the sentence needs: a code, a reason, a title."""

    trouble: Trouble
    about: str = ""
