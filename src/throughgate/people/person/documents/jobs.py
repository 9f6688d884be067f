"""Every night, after what was due is deleted: files whose row is gone."""

from __future__ import annotations

from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.people.person.documents import changes
from throughgate.privacy.access.sight import crossing

EARLY = "40 4 * * *"


@app.periodic(cron=EARLY)
@app.task(name="documents.sweep", queueing_lock="documents.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    today = dates.today()
    with crossing("files that belong to no document of anybody are deleted", today=today):
        changes.sweep(today=today)
