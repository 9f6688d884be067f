"""The filters beside the list: chosen in the address, so that a list can be kept and sent on without scripts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.caseload import narrowing
from throughgate.people.caseload.rules import Order, Wanted, Whose
from throughgate.privacy.access import lists
from throughgate.privacy.access.typed import Form

WHOSE = ((Whose.MINE.value, _("My people")), (Whose.ALL.value, _("All of my organisation")))
ORDERS = (
    (Order.NEWEST.value, _("Newest")),
    (Order.NAME.value, _("Name")),
    (Order.ENDS.value, _("Ends soonest")),
)
ANY = ("", _("All"))


def places() -> list[tuple[str, str]]:
    return list(load("throughgate.people.person.moves")["places"].latest.items())


class Filters(Form):
    """What cannot be read is not asked: an old address still opens a list."""

    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False)
    purpose = forms.ChoiceField(
        label=_("Why you work with them"),
        choices=lambda: [ANY, *lists.names("purposes")],
        required=False,
    )
    place = forms.ChoiceField(
        label=_("Where they are"), choices=lambda: [ANY, *places()], required=False
    )
    ending = forms.BooleanField(label=_("Ends within 28 days"), required=False)
    order = forms.ChoiceField(label=_("In the order of"), choices=ORDERS, required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        for name, each in narrowing.OFFERED.items():
            self.fields[name] = forms.ChoiceField(
                label=str(each.label), choices=[ANY, *each.choices], required=False
            )
        self.is_valid()

    def wanted(self) -> Wanted:
        said: dict[str, Any] = self.cleaned_data
        return Wanted(
            whose=Whose(said["whose"]) if said.get("whose") else None,
            purpose=said.get("purpose", ""),
            place=said.get("place", ""),
            ending=said.get("ending", False),
            order=Order(said.get("order") or Order.NEWEST),
            page=said.get("page") or 1,
            more=tuple((name, said[name]) for name in narrowing.OFFERED if said.get(name)),
        )
