"""The record of processing (UK GDPR article 30; Data Protection Act 2018, section 61), made from what every table says of
its fields and what the agreements list. It holds nothing about a person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.rights import access
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.privacy.access import lists
from throughgate.privacy.access import queries as agreements
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.access.models import Flow, User
from throughgate.privacy.access.queries import Standing
from throughgate.privacy.retention import fields
from throughgate.privacy.retention.fields import Kept


@dataclass(frozen=True)
class FieldLine:
    """The fields to which the same happens."""

    names: tuple[str, ...]
    identifies: str
    kept: str
    extract: bool


@dataclass(frozen=True)
class Table:
    """One table: what it holds, in which section, and its fields."""

    name: str
    what: str
    section: str
    about_person: bool
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True)
class Flows:
    """One agreement of the officer's organisation, and what flows by it."""

    standing: Standing
    flows: list[Flow]


def tables(*, today: date) -> list[Table]:
    """Every table of ours; a history is kept as its table is."""
    found = [_table(model, today) for model in apps.get_models() if _ours(model)]
    return sorted(found, key=lambda table: (not table.about_person, table.what, table.name))


def flows(user: User, *, today: date) -> list[Flows]:
    access.check_officer(user, today=today)
    found = agreements.agreements(user, today=today)
    rows = Flow.objects.filter(agreement__in=[standing.agreement for standing in found])
    rows = rows.select_related("sender", "receiver").order_by(
        "sender__name", "receiver__name", "pk"
    )
    of: dict[int, list[Flow]] = defaultdict(list)
    for row in rows:
        of[row.agreement_id].append(row)
    return [Flows(standing, of[standing.agreement.pk]) for standing in found]


def _ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("throughgate.") and not hasattr(model, "pgh_tracked_model")


def _table(model: type[models.Model], today: date) -> Table:
    policies = REGISTERED.get(model)
    section = policies.section if policies else ""
    kind = KINDS.get(model.__name__)
    return Table(
        name=model.__name__,
        what=str(kind.words) if kind else (model.__doc__ or "").split("\n")[0],
        section=lists.name_of("sections", section) if section else _own_section(model),
        about_person=policies is not None,
        fields=tuple(_line(field, names, today) for field, names in _alike(model).items()),
    )


def _alike(model: type[models.Model]) -> dict[fields.Field, list[str]]:
    """The fields of a table by what happens to them, those that say who it is first."""
    handled = fields.handling(model)
    found: dict[fields.Field, list[str]] = defaultdict(list)
    for field in model._meta.concrete_fields:
        found[handled[field.name]].append(str(field.verbose_name).capitalize())
    order = ["yes", "together", "no"]
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[0].identifies.value)))


def _own_section(model: type[models.Model]) -> str:
    return _("Each row says") if model in REGISTERED and REGISTERED[model].section_column else ""


def _line(field: fields.Field, names: list[str], today: date) -> FieldLine:
    said = {"yes": _("Yes"), "together": _("Together with others"), "no": _("No")}
    kept = how_long(field.kept, today)
    return FieldLine(tuple(names), said[field.identifies.value], kept, field.extract)


def how_long(kept: Kept, today: date) -> str:
    """For how long, in words."""
    if kept is Kept.DOCUMENT:
        return _("As its class of document says")
    if kept is Kept.WORKSPACE:
        return _("As long as the partnership uses the workspace")
    months = load("throughgate.privacy.retention")["kept"].on(today)[kept.value]
    return _SINCE[kept] % {"months": months}


_SINCE = {
    Kept.RECORD: "%(months)s months after the last involvement of any organisation ended",
    Kept.SHORT: "%(months)s months after what it is about was over",
    Kept.IOM: "%(months)s months after the removal from integrated offender management",
    Kept.CASE: "%(months)s months after the case was over",
    Kept.AUDIT: "%(months)s months after the day it was written down",
    Kept.USER: "%(months)s months after the user’s last post ended",
    Kept.AGREEMENT: "%(months)s months after the agreement ended",
    Kept.TYPED: "%(months)s month after it was typed",
}
