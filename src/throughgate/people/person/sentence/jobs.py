"""After a change that can tell of the end of a sentence: other organisations' involvements end with it too."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.people.person.sentence import changes
from throughgate.privacy.access.sight import crossing


@app.task(name="sentence.look_for_end", pass_context=False)
def look_for_end(person: str) -> None:
    today = dates.today()
    with crossing("a sentence ends for every organisation that manages it", today=today):
        changes.end_what_manages_it(person=UUID(person), by=None, today=today)
