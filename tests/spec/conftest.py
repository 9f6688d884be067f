"""Spec tests take `spec`: a table of people, measured for real."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.spec import language


@pytest.fixture
def spec() -> Callable[..., None]:
    return language.check
