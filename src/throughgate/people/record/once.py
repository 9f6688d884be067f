"""What there can be only one of: the database refuses a second, and the page says in words what to do instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db.transaction import atomic
from django.db.utils import IntegrityError

from throughgate.common.errors import ThroughgateError


class ThereAlready(ThroughgateError):
    """It is on the record already, or what may be there only once is."""


@contextmanager
def only_once(words: Mapping[str, str]) -> Iterator[None]:
    """`words`: what to say where a constraint of this name refuses the row."""
    try:
        with atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        said = words.get(getattr(diagnosis, "constraint_name", None) or "")
        if said is None:
            raise
        raise ThereAlready(said) from None
