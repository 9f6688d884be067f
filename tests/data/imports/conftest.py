from __future__ import annotations

import pytest
from django.test import Client

from tests import signing_in
from throughgate.privacy.access.kinds import Role


@pytest.fixture
def client(db) -> Client:
    return signing_in.browser_of(Role.ANALYST)
