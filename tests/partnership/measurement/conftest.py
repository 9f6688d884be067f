"""A store of the little county, built once a process and registered anew for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

import throughgate.evidence as evidence
from tests import little_county, signing_in
from throughgate.privacy.access.kinds import Role

STATEMENT = {
    "whose_data": "A made-up force",
    "offences_and_courts": "All courts of a made-up county",
    "area": "A made-up county",
    "missed": "Nothing: they are made up",
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = little_county.write(tmp_path_factory.mktemp("county"))
    place = tmp_path_factory.mktemp("stores") / "little"
    evidence.build(place, files, complete_to=little_county.LAST, statement=STATEMENT)
    return place


@pytest.fixture
def client(db) -> Client:
    return signing_in.browser_of(Role.ANALYST)


@pytest.fixture
def store(db, built: Path):
    from throughgate.partnership.measurement import changes

    return changes.register_store(name="Little county", folder=built, by=None)
