"""What is said of the office's further ledgers, together: 点位, 测评, 放假安排, 责任落实, and tables of any of them."""

from __future__ import annotations

from evidence.journal import Action
from evidence.wording import duties, headed, holidays, rates, sites

ERRORS: dict[str, str] = {**headed.ERRORS, **holidays.ERRORS, **rates.ERRORS, **sites.ERRORS, **duties.ERRORS}
STEPS: dict[Action, str] = {**holidays.STEPS, **rates.STEPS}
PHRASES: dict[str, str] = {**holidays.PHRASES, **rates.PHRASES, **sites.PHRASES, **duties.PHRASES}
TASKS: dict[str, str] = headed.TASKS
