"""Who may write what is about a pathway: whoever writes in the plan and in the needs of that pathway."""

from __future__ import annotations

from throughgate.people.record.opening import Opened

SECTION = "plan"


def check_write(opened: Opened, pathway: str) -> None:
    """Raise Refused where the user may not write about this pathway."""
    opened.check_write(SECTION)
    opened.check_write(f"needs:{pathway}")


def may_write(opened: Opened, pathway: str) -> bool:
    return opened.may_write(SECTION) and opened.may_write(f"needs:{pathway}")
