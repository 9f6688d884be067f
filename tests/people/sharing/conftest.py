"""The scene of the truth table, and browsers of its users on its day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests import signing_in
from tests.truth.scene import NOW, TODAY, Scene, make
from throughgate.common import dates
from throughgate.privacy.access.models import Post, User


@pytest.fixture
def scene(db, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    return make()


@pytest.fixture
def browser_of(client: Client) -> Callable[[User], Client]:
    """Naming `client` has every template watched: it may ask the database nothing."""
    return lambda user: signing_in.sign_in(Client(), Post.objects.get(user=user))
