"""The first start makes and measures the made-up county; the second finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.demonstration.conftest import in_demonstration
from tests.making import making
from throughgate.data import synthetic
from throughgate.data.demonstration import loading, posts
from throughgate.evidence import installation
from throughgate.partnership.measurement.models import Measured, Store
from throughgate.site import demonstrate

__all__ = ["in_demonstration"]  # a fixture of others


@pytest.fixture
def small_county(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    in_demonstration: None,
) -> None:
    small = synthetic.County(people=3_000, seed=1)
    monkeypatch.setattr(synthetic, "county", lambda: small)
    monkeypatch.setattr(installation, "home", lambda: tmp_path)
    monkeypatch.setattr(loading, "IN_VIEW", 40)


@pytest.mark.django_db
@pytest.mark.usefixtures("small_county")
def test_the_first_start_makes_the_county_and_the_second_finds_it(client) -> None:
    said: list[str] = []
    with making():  # as the owner, who does it in a demonstration, may
        demonstrate.make_county(said.append)
    assert Store.objects.get().name == demonstrate.NAME
    assert {kept.state for kept in Measured.objects.all()} <= {"done", "refused"}
    assert Measured.objects.filter(state="done").count() >= 2
    assert any("3,000 people" in words for words in said)
    analyst = {"login": f"analyst@{posts.HOST}", "password": posts.PASSWORD}
    assert client.post("/sign-in", analyst).status_code == 302
    page = client.get("/evidence/").content.decode()
    assert "Proven reoffending, 2023" in page and "in 100 reoffended" in page

    said.clear()
    Measured.objects.filter(state="refused").delete()
    answers = {kept.id: kept.answer for kept in Measured.objects.all()}
    with making():  # as the owner, who does it in a demonstration, may
        demonstrate.make_county(said.append)
    assert not any("Making up" in words or "Building" in words for words in said)
    again = {kept.id: kept.answer for kept in Measured.objects.filter(id__in=answers)}
    assert again == answers
