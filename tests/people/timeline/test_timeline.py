"""The timeline: everything in order, filtered, each reader's own part; and the band of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.people.at_work import few_queries
from tests.people.person.pages.conftest import Desk, desk
from tests.truth.scene import TODAY
from throughgate.people.person.notes.models import Note
from throughgate.people.record.band import Span, draw
from throughgate.people.timeline.rules import Happened, between

pytestmark = pytest.mark.django_db
__all__ = ["desk"]


def page(desk: Desk, asked: str = "", role: str = "practitioner") -> str:
    client = desk.browser(role)
    with few_queries():
        answer = client.get(desk.at(f"timeline{asked}"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_everything_by_all_organisations_with_the_band(desk: Desk) -> None:
    shown = page(desk)
    assert "In prison, serving a sentence – A prison" in shown and "app-band" in shown
    assert "Truth ours began to work with them" in shown and "They came." in shown
    assert "A bank account: to do" in shown and "7 days. Home: somewhere for now" in shown


def test_filters_by_pathway_and_by_agency(desk: Desk) -> None:
    finance = page(desk, "?pathway=finance")
    assert "A bank account: to do" in finance and "They came." not in finance
    theirs = page(desk, f"?organisation={desk.scene.theirs.pk}")
    assert "Truth ours began to work with them" not in theirs
    assert "Show everything" in page(desk, "?organisation=99999999")
    assert "Timeline" in page(desk, "?pathway=no&organisation=x&page=-1")


def test_notes_come_a_page_at_a_time_and_nothing_is_lost_or_twice(desk: Desk) -> None:
    desk.empty(Note)
    begun = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for number in range(60):
        written = begun + timedelta(days=number)
        desk.made(Note, happened=f"Note number {number}.", written_at=written)
    first, second = page(desk), page(desk, "?page=2")
    assert "Note number 59." in first and "Note number 9." not in first and "Older" in first
    assert "Note number 9." in second and "Note number 59." not in second
    assert first.count("Truth ours began to work") + second.count("Truth ours began to work") == 1
    assert "Show everything" in page(desk, "?page=3")


def test_a_mentor_is_not_told_who_else_works_with_them(desk: Desk) -> None:
    assert desk.browser("mentor").get(desk.at("timeline")).status_code == 403
    assert "app-band" not in desk.browser("mentor").get(desk.at("")).content.decode()


def test_the_overview_has_the_band(desk: Desk) -> None:
    client = desk.browser()
    with few_queries():
        shown = client.get(desk.at("")).content.decode()
    assert "app-band" in shown and "Everything in order" in shown


def test_a_band_is_on_one_scale() -> None:
    spans = [
        Span("Custody", "In prison", date(2026, 3, 5), date(2026, 9, 5), "custody"),
        Span("Community", "On licence", date(2026, 9, 5), None, "community"),
    ]
    band = draw(spans, today=TODAY)
    assert band is not None and [name for _y, name in band.lanes] == ["Custody", "Community"]
    inside, out = band.bars
    assert inside.x == 0 and round(inside.width + out.width) == 100
    assert band.words[0] == "In prison: 5 March 2026 to 5 September 2026"
    assert draw([], today=TODAY) is None


def test_pages_meet_without_a_gap() -> None:
    events = [Happened(TODAY - timedelta(days=n), f"{n}", 1, "A", "said") for n in range(10)]
    edge = TODAY - timedelta(days=4)
    first, second = (
        between(events, after=edge, until=None),
        between(events, after=None, until=edge),
    )
    assert [each.what for each in (*first, *second)] == [str(n) for n in range(10)]
