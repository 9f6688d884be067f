"""Where a need stands as it is shown: as its holder says, or begun by what others whom the reader sees did about it.

Only the holder writes the row, and a step of the plan may be another organisation’s: so this is worked out, not written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from throughgate.people.assessment.queries import present_needs
from throughgate.people.record.opening import Opened

Worked = Callable[[Opened], Mapping[str, date]]
WORKED: dict[Worked, None] = {}


def worked_on(topic: Worked) -> None:
    """Have a topic above asked for the needs, by their code, that something is done about, and when last."""
    WORKED[topic] = None


def standing(opened: Opened) -> dict[UUID, str]:
    """The state of each present need by its key. What was done before its holder last said it is not counted again."""
    last: dict[str, date] = {}
    for topic in WORKED:
        for code, day in topic(opened).items():
            last[code] = max(day, last.get(code, day))
    return {
        row.pk: "in_progress"
        if row.status == "not_started" and last.get(row.code, date.min) >= row.entered_on
        else row.status
        for row in present_needs(opened)
    }
