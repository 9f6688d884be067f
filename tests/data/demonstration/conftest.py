"""A small county: the same generator, fewer people, filled once a test."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from tests.making import making
from throughgate.common.dates import LONDON
from throughgate.data import synthetic
from throughgate.data.demonstration import loading, posts
from throughgate.data.demonstration.setting import Setting
from throughgate.site import demonstrate

TODAY = date.fromisoformat(demonstrate.TODAY)
NOW = datetime.combine(TODAY, time(7), tzinfo=LONDON)
PEOPLE = 120


@pytest.fixture(scope="session")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    synthetic.make(folder, synthetic.County(people=3_000, seed=1))
    return folder


@pytest.fixture
def in_demonstration(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    from dataclasses import replace

    from throughgate.site.environment import Mode

    settings.THROUGHGATE = replace(settings.THROUGHGATE, mode=Mode.DEMONSTRATION)
    settings.PASSWORD_HASHERS = ["throughgate.privacy.sign_in.passwords.Published"]
    monkeypatch.setenv("THROUGHGATE_TODAY", demonstrate.TODAY)


@pytest.fixture
def county(db, in_demonstration: None, histories: Path, monkeypatch: pytest.MonkeyPatch) -> Setting:
    monkeypatch.setattr(loading, "IN_VIEW", PEOPLE)
    posts.make(today=TODAY, now=NOW)
    with making():
        loading.fill(histories, today=TODAY, now=NOW, say=lambda words: None)
    return posts.setting(today=TODAY)
