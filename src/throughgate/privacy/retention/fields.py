"""What becomes of each field: is it identifying, how long is it kept, does it go into the extract?

Said beside the model, once; the nightly deletion, the record of processing and the extract read it from here. A test
fails on a field that is not listed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


class Identifies(StrEnum):
    """Whether it tells who somebody is."""

    YES = "yes"  # alone or nearly so: a name, a number, an address
    TOGETHER = "together"  # with other fields: a birth date, an ethnicity
    NO = "no"


class Kept(StrEnum):
    """For how long; the months are in values.yaml."""

    RECORD = "record"  # as long as the person's record
    SHORT = "short"  # until what it is about is over
    IOM = "iom"
    DOCUMENT = "document"  # the row's own class says
    CASE = "case"  # after the case is over: requests, complaints, breaches, deletions
    AUDIT = "audit"  # after the day it was written down
    USER = "user"  # after the user's last post ended
    AGREEMENT = "agreement"  # after the agreement ended
    TYPED = "typed"  # after it was typed or tried: forms not sent, letters sent, wrong passwords
    WORKSPACE = (
        "workspace"  # as long as the partnership uses it: names of organisations and the like
    )


@dataclass(frozen=True)
class Field:
    """What happens to one field."""

    identifies: Identifies
    kept: Kept = Kept.RECORD
    extract: bool = False


YES = Field(Identifies.YES)
TOGETHER = Field(Identifies.TOGETHER)
NO = Field(Identifies.NO)
REGISTERED: dict[type[models.Model], dict[str, Field]] = {}


def handled(**fields: Field) -> Callable[[Model], Model]:
    """Say of a model what happens to each of its fields. What a base says counts unless it is said again."""

    def register(model: Model) -> Model:
        REGISTERED[model] = fields
        return model

    return register


def handling(model: type[models.Model]) -> dict[str, Field]:
    """Every field of a model that somebody spoke for, from its bases down; of a history, what its table says."""
    tracked: type[models.Model] | None = getattr(model, "pgh_tracked_model", None)
    said: dict[str, Field] = handling(tracked) if tracked else {}
    for base in reversed(model.__mro__):
        said |= REGISTERED.get(base, {})
    return said
