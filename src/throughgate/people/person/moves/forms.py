"""The forms of where somebody is: a first place, a move, a correction, who is asked, and what was received."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from throughgate.common.values import load
from throughgate.people.person.moves.asking import Asking
from throughgate.people.person.moves.changes import Going, Said
from throughgate.people.person.moves.handover import Thing
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.moves.rules import ALLOWED, Place, Receipt, name_of
from throughgate.people.record.forms import RowForm
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import Agreement, Organisation, User
from throughgate.privacy.access.typed import Form

NOBODY = "nobody"
WHERE = {"required": _("Choose where they are")}


def _places(which: Any = Place) -> list[tuple[str, str]]:
    return [(place.value, name_of(place)) for place in Place if place in which]


def _asked_for(day: date | None, words: Any) -> date:
    if day is None:
        raise forms.ValidationError(words)
    return day


class Present(RowForm):
    """Where somebody is, said for the first time or corrected."""

    kind = forms.ChoiceField(
        label=_("Where they are, or under what"), choices=_places, error_messages=WHERE
    )
    establishment = forms.CharField(
        label=_("Which prison or hospital"),
        help_text=_("Leave it empty for everything else."),
        max_length=200,
        required=False,
    )
    first_day = DayField(label=_("Since which day"))

    def clean_first_day(self) -> date:
        return _asked_for(self.cleaned_data["first_day"], _("Enter since which day"))

    @property
    def going(self) -> Going:
        typed = self.cleaned_data
        return Going(Place(typed["kind"]), typed["first_day"], typed["establishment"].strip())


class ToWhom(Form):
    """Which organisation takes over, if any: the first step of a move."""

    to = forms.ChoiceField(
        label=_("Which organisation takes over from yours?"),
        help_text=_("Only those to which an agreement of yours tells where somebody is."),
        error_messages={"required": _("Choose who takes over, or that nobody new does")},
    )

    def __init__(self, *args: Any, known: list[Organisation], nobody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in known}
        choices: list[tuple[str, Any]] = [(pk, each.name) for pk, each in self.known.items()]
        if nobody:
            choices.append((NOBODY, _("Nobody new: your organisation goes on as now")))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Organisation | None:
        return self.known.get(self.cleaned_data["to"])


class ByName(Form):
    """Who of an organisation is asked to take over, and for what."""

    receiver = forms.ChoiceField(
        label=_("Who is asked, by name"),
        help_text=_("They see on their home page that you ask them."),
        error_messages={"required": _("Choose who is asked to take over")},
    )
    way = forms.ChoiceField(
        label=_("For what, under which agreement"),
        error_messages={"required": _("Choose for what, and under which agreement")},
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation | None,
        workers: list[User],
        ways: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        if organisation is None:
            del self.fields["receiver"], self.fields["way"]
            return
        self.workers = {str(each.pk): each for each in workers}
        named = [(pk, str(each)) for pk, each in self.workers.items()]
        self.fields["receiver"].choices = named  # type: ignore[attr-defined]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        if len(ways) == 1:
            self.initial.setdefault("way", ways[0][0])

    @property
    def asked(self) -> Asking | None:
        if self.organisation is None:
            return None
        agreement, purpose = self.cleaned_data["way"].split(":", 1)
        receiver = self.workers[self.cleaned_data["receiver"]]
        return Asking(self.organisation, receiver, purpose, Agreement(pk=int(agreement)))


class GoesTo(ByName):
    """Where somebody went, when, and who is asked to take over. It carries the place that its writer saw."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    came_from = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.ChoiceField(
        label=_("Where they went, or under what"),
        error_messages={"required": _("Choose where they went")},
    )
    establishment = forms.CharField(
        label=_("Which prison or hospital"),
        help_text=_("Leave it empty for everything else."),
        max_length=200,
        required=False,
    )
    day = DayField(
        label=_("On which day"),
        help_text=_("A move is entered once it happened. A planned day is a date from its source."),
    )
    field_order = ("place", "establishment", "day", "receiver", "way")

    def __init__(self, *args: Any, here: Whereabouts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here, self.stale = here, False
        self.initial.update(key=uuid.uuid4(), came_from=here.pk, version=here.version)
        self.fields["place"].choices = _places(ALLOWED[Place(here.kind)])  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        return _asked_for(self.cleaned_data["day"], _("Enter the day of the move"))

    @property
    def going(self) -> Going:
        typed = self.cleaned_data
        return Going(Place(typed["place"]), typed["day"], typed["establishment"].strip())

    @property
    def seen(self) -> tuple[uuid.UUID, int]:
        return self.cleaned_data["came_from"], self.cleaned_data["version"]

    def hidden(self) -> list[tuple[str, Any]]:
        """After somebody else's move: the place shown above is the one that was seen."""
        shown = {name: self[name].value() for name in ("key", "came_from", "version")}
        if self.stale:
            shown |= {"came_from": self.here.pk, "version": self.here.version}
        return list(shown.items())


class Answers(Form):
    """What became of each thing that the reader may answer for; what is left open stays so."""

    def __init__(self, *args: Any, things: list[Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = [thing for thing in things if thing.may]
        words = load("throughgate.people.person.moves")["receipts"].latest
        for thing in self.open:
            choices = [(answer.value, _words(answer, words)) for answer in thing.may]
            self.fields[f"state_{thing.item.pk}"] = forms.ChoiceField(
                label=thing.name, choices=choices, required=False
            )
            self.fields[f"words_{thing.item.pk}"] = forms.CharField(
                label=_("What is missing"), max_length=500, required=False
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for thing in self.open:
            state, words = self._typed(typed, thing)
            if state == Receipt.MISSING and not words:
                self.add_error(f"words_{thing.item.pk}", _("Say what is missing"))
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Say of at least one thing what became of it"))
        return typed

    @property
    def answers(self) -> list[Said]:
        typed = [(thing, *self._typed(self.cleaned_data, thing)) for thing in self.open]
        return [Said(each.item.pk, Receipt(state), words) for each, state, words in typed if state]

    def _typed(self, typed: dict[str, Any], thing: Thing) -> tuple[str, str]:
        pk = thing.item.pk
        return typed.get(f"state_{pk}", ""), (typed.get(f"words_{pk}") or "").strip()


def _words(answer: Receipt, words: dict[str, str]) -> Any:
    return _("Sent again") if answer is Receipt.ASKED else words[answer.value]
