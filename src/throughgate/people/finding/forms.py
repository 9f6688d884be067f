"""The form of a person who is not on the record yet, and the one box in which people are looked for."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.errors import WrongUse
from throughgate.people.finding.changes import Told
from throughgate.people.person.details.rules import check_birth_date
from throughgate.people.person.identifiers.rules import Identifier, Kind, NotAnIdentifier, read
from throughgate.people.person.matching.rules import Known
from throughgate.people.person.names import rules as names
from throughgate.privacy.access import lists
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import Agreement
from throughgate.privacy.access.typed import Form

KINDS = (
    ("", _("None known")),
    (Kind.PNC.value, _("PNC number")),
    (Kind.CRO.value, _("CRO number")),
    (Kind.PRISON_NUMBER.value, _("Prison number")),
    (Kind.CRN.value, _("Probation’s CRN")),
    (Kind.LOCAL.value, _("Our own number")),
)
SEXES = (("female", _("Female")), ("male", _("Male")), ("", _("Not known")))


class Box(Form):
    """What is looked for, as people type it."""

    asked = forms.CharField(label=_("Find a person"), max_length=200)


class NewPerson(Form):
    """Who they are and why the organisation works with them. The key is made once a form."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    given_names = forms.CharField(
        label=_("First and middle names"),
        max_length=200,
        error_messages={"required": _("Enter their first name")},
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=200,
        error_messages={"required": _("Enter their family name")},
    )
    birth_date = DayField(label=_("Birth date"), help_text=_("For example, 31 3 1990."))
    sex = forms.ChoiceField(label=_("Sex"), choices=SEXES, required=False)
    kind = forms.ChoiceField(label=_("A number they are known by"), choices=KINDS, required=False)
    number = forms.CharField(label=_("The number"), max_length=60, required=False)
    way = forms.ChoiceField(
        label=_("Why you work with them, and under which agreement"),
        error_messages={"required": _("Choose why you work with them")},
    )
    looked = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, ways: list[tuple[Agreement, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid.uuid4()
        self.today = today
        self.ways = {
            f"{agreement.pk}:{purpose}": (agreement, purpose) for agreement, purpose in ways
        }
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            (code, f"{lists.name_of('purposes', purpose)} – {agreement.name}")
            for code, (agreement, purpose) in self.ways.items()
        ]

    def clean_given_names(self) -> str:
        return self._name("given_names")

    def clean_family_name(self) -> str:
        return self._name("family_name")

    def _name(self, part: str) -> str:
        """Any script; but something by which one could be found."""
        said = " ".join(self.cleaned_data[part].split())
        if not names.words(said):
            raise forms.ValidationError(_("Enter a name with letters in it"))
        return said

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        try:
            return born and check_birth_date(born, today=self.today)
        except WrongUse as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind, number = said.get("kind", ""), said.get("number", "").strip()
        said["read"] = None
        if bool(kind) != bool(number):
            missing = "number" if kind else "kind"
            self.add_error(missing, _("Give both the number and whose it is, or neither"))
        elif kind:
            self._read(Kind(kind), number)
        return said

    def _read(self, kind: Kind, number: str) -> None:
        try:
            self.cleaned_data["read"] = read(kind, number, today=self.today)
        except NotAnIdentifier as error:
            self.add_error("number", str(error))

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            given_names=said["given_names"],
            family_name=said["family_name"],
            birth_date=said["birth_date"],
            sex=said["sex"],
            number=said["read"],
        )

    @property
    def known(self) -> Known:
        """As whoever it may be is compared with."""
        told = self.told
        number: Identifier | None = told.number
        return Known(
            names=[f"{told.given_names} {told.family_name}"],
            born={told.birth_date} if told.birth_date else set(),
            numbers={(number.kind.value, number.number)} if number else set(),
        )

    @property
    def agreement(self) -> Agreement:
        return self.ways[self.cleaned_data["way"]][0]

    @property
    def purpose(self) -> str:
        return self.ways[self.cleaned_data["way"]][1]
