"""Housekeeping of the jobs themselves."""

from __future__ import annotations

from procrastinate.contrib.django import app

from throughgate.site.working import STALLED


@app.periodic(cron="* * * * * */10")
@app.task(name="site.take_up_stalled", queueing_lock="site.take_up_stalled", pass_context=False)
async def take_up_stalled(timestamp: int) -> None:
    """Put back the jobs whose worker is gone. Every job is safe to run twice."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        await app.job_manager.retry_job(job)
