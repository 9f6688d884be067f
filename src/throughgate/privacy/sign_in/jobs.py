"""Sending letters, and forgetting what is old. Each is safe to run twice."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from throughgate.privacy.sign_in import changes, letters, queries

TRIES = RetryStrategy(
    max_attempts=8, exponential_wait=4
)  # seconds, four times longer each: half a day


@app.task(name="sign_in.send", retry=TRIES)
def send(letter: int) -> None:
    found = queries.letter(letter)
    if found is None:
        return
    written, text = found
    letters.send(to=written.to, subject=written.subject, text=text)
    changes.letter_went(letter=letter, now=timezone.now(), by=None)


@app.periodic(cron="40 2 * * *")
@app.task(name="sign_in.forget_old", queueing_lock="sign_in.forget_old")
def forget_old(timestamp: int) -> None:
    changes.forget_old(now=timezone.now(), by=None)
