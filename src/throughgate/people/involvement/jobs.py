"""Every night: what ended is written down, and who must say what comes next is asked.

Nobody waits for these: an involvement gives no sight from midnight after its last day, whether they run or not.
"""

from __future__ import annotations

from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.people.involvement.ending import changes
from throughgate.privacy.access.sight import crossing

ONE_MINUTE_PAST_MIDNIGHT = (
    "1 0,23 * * *"  # in London, in summer and in winter; the clock of jobs is UTC
)


@app.periodic(cron=ONE_MINUTE_PAST_MIDNIGHT)
@app.task(
    name="involvement.every_night", queueing_lock="involvement.every_night", pass_context=False
)
def every_night(timestamp: int) -> None:
    today = dates.today()
    with crossing("involvements of every organisation end and are asked about", today=today):
        changes.say_what_ended(today=today)
        changes.ask_what_follows(today=today)
