"""Every night: agreements that ended long ago, and on which no record rests, are deleted. Safe to run twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.privacy.access import changes
from throughgate.privacy.access.sight import crossing


@app.periodic(cron="55 2 * * *")
@app.task(
    name="access.forget_agreements", queueing_lock="access.forget_agreements", pass_context=False
)
def forget_agreements(timestamp: int) -> None:
    today = dates.today()
    with crossing("an agreement stays while anybody's record rests on it", today=today):
        changes.forget_agreements(by=None, today=today)
