"""Expected failures: a code and its parameters, worded for people in `wording`."""

from __future__ import annotations


class DossierError(Exception):
    """Something the user can understand and act on; anything else that is raised is a bug."""

    def __init__(self, code: str, /, **params: str | int) -> None:
        """Keep what `wording.sentence` needs: `code` names the sentence, `params` fill it."""
        super().__init__(code, params)
        self.code = code
        self.params = params


class WorkspaceError(DossierError):
    """A workspace cannot be made, opened or written."""


class SchemeError(DossierError):
    """A criteria table cannot be read."""


class UnreadableFileError(DossierError):
    """One evidence file cannot be read; others can."""


class RequestError(DossierError):
    """What was asked for names something that is not there."""


class ExportError(DossierError):
    """An export cannot be made or found."""


class CancelledError(DossierError):
    """The user stopped the work."""

    def __init__(self) -> None:
        """Take no parameters: there is one way to cancel."""
        super().__init__("cancelled")
