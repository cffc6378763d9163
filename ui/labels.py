"""Labels that dialogs share: headings, hints, and sentences about what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

# A path that is not whole would lie wherever the program was started.
WHOLE_PATH = "请填写完整的文件夹路径，从盘符或根目录写起。"
_MAY_BREAK = "\u200b"  # zero-width space


def breakable(text: str) -> str:
    """Let a line break behind the separators of a path, which would else make its window too wide."""
    for separator in "/\\":
        text = text.replace(separator, separator + _MAY_BREAK)
    return text


class Sentence(QLabel):
    """Plain text over as many lines as it needs; hidden while it has none."""

    def __init__(self, text: str = "", role: str = "") -> None:
        """Show `text` in a role of the style sheet: `hint`, `fault`, `title` or none."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        self.say(text)

    def sizeHint(self) -> QSize:
        """Ask for one line; what a text needs more is told by its height for the width it gets."""
        size = super().sizeHint()
        return QSize(size.width(), min(size.height(), self.fontMetrics().height())) if self.wordWrap() else size

    def say(self, text: str) -> None:
        """Show a text, or nothing."""
        self.setText(breakable(text))
        if self.parentWidget() is not None or not text:  # one that belongs nowhere yet would be a window of its own
            self.setVisible(bool(text))


def label_of(text: str, field: QWidget) -> QLabel:
    """Return the label of a field, whose key goes there and whose words are its name."""
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text.partition("(&")[0])
    return label


def tip(*lines: str) -> str:
    """Return lines as a tool tip that breaks where it is too long; a title that looks like HTML stays what it is."""
    from html import escape

    text = "<br>".join(escape(line) for line in lines if line)
    return f"<p>{text}</p>" if text else ""


def key_name(keys: str) -> str:
    """Return what a key or several at once are called: 回车 is what Qt calls Return."""
    return keys.replace("Return", "回车")


def unmarked(text: str) -> str:
    """Return a text for a button or menu in which & is an & and no key."""
    return text.replace("&", "&&")


def shortened(text: str, most: int = 30) -> str:
    """Return a text that a menu has room for, or another place for so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
