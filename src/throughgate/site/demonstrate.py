"""The demonstration: a made-up county, made and measured on the first start, then served."""

from __future__ import annotations

import os
from datetime import datetime, time
from pathlib import Path

from throughgate.common.dates import LONDON, today
from throughgate.evidence import installation
from throughgate.site.environment import Mode
from throughgate.site.running import Say, serve

# The Monday after the histories end: whoever is inside or supervised in them is so today. It never becomes Tuesday,
# so the tutorial finds what it says; set THROUGHGATE_TODAY to move it.
TODAY = "2026-01-05"
NAME = "Made-up county"
STATEMENT = {
    "whose_data": "Nobody's: made up from a seed",
    "offences_and_courts": "All offences proven in a made-up county's courts, and cautions",
    "area": "A made-up county",
    "missed": "Nothing: whatever happens is in these data",
}
QUESTIONS = (  # the newest is shown first
    {"cohort": "2023", "by": "area"},
    {"cohort": "2023", "index": "release", "curve": "yes"},
    {"trend": "2013..2023"},
    {"cohort": "2023", "by": "sex,age_group"},
    {"cohort": "2023"},
)


def demonstrate(*, host: str, port: int, say: Say) -> None:
    """Serve the site over made-up data until stopped."""
    os.environ["THROUGHGATE_MODE"] = Mode.DEMONSTRATION.value
    os.environ.setdefault("THROUGHGATE_TODAY", TODAY)
    serve(host=host, port=port, with_worker=True, say=say, before=make_county)


def make_county(say: Say) -> None:
    """Make, build, register and measure what is not there yet; broken off, the next start goes on."""
    make_posts()
    folder = installation.stores() / "made-up-county"
    if not (folder / "manifest.json").exists():
        _build(folder, say)
    _fill(say)
    _measure(folder, say)
    _say_sign_ins(say)


def make_posts() -> None:
    from django.utils import timezone

    from throughgate.data.demonstration import posts

    posts.make(today=today(), now=timezone.now())


def _fill(say: Say) -> None:
    """The same people, on the record now."""
    from throughgate.data.demonstration import loading

    morning = datetime.combine(today(), time(7), tzinfo=LONDON)
    loading.fill(installation.folder("made-up-county"), today=today(), now=morning, say=say)


def _say_sign_ins(say: Say) -> None:
    """One a post, all with one password."""
    from throughgate.data.demonstration import posts
    from throughgate.data.demonstration.addresses import PASSWORD

    say(f"Sign in as any of these, with the password {PASSWORD}:")
    for post, email in posts.sign_ins():
        say(f"  {post:<40}{email}")


def _build(folder: Path, say: Say) -> None:
    import throughgate.evidence as evidence
    from throughgate.data import synthetic

    county = synthetic.county()
    made = installation.folder("made-up-county")
    say(f"Making up a county of {county.people:,} people …")
    synthetic.make(made, county)
    say("Building its store of histories …")
    files = {path.stem: [path] for path in sorted(made.glob("*.parquet")) if path.stem != "truth"}
    evidence.build(folder, files, complete_to=county.until, statement=STATEMENT)


def _measure(folder: Path, say: Say) -> None:
    from throughgate.evidence.request import Request
    from throughgate.partnership.measurement import changes, jobs, queries

    store = changes.register_store(name=NAME, folder=folder, by=None)
    for number, question in enumerate(QUESTIONS, start=1):
        request = Request.parse(**question)
        if not queries.is_answered(None, store, request):
            say(f"Measuring reoffending, {number} of {len(QUESTIONS)} …")
            jobs.answer(result=changes.ask(store=store, request=request, by=None).id)
