"""Every night: whoever left long ago is forgotten. Safe to run twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.privacy.administration import changes


@app.periodic(cron="50 2 * * *")
@app.task(
    name="administration.forget_users",
    queueing_lock="administration.forget_users",
    pass_context=False,
)
def forget_users(timestamp: int) -> None:
    changes.forget_users(by=None, today=dates.today())
