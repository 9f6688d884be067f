"""The forms of a goal, of a step, and of where a step stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughgate.common.pathways import pathways
from throughgate.common.values import load
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.plan import rules
from throughgate.people.plan.models import Goal, Step
from throughgate.people.plan.queries import PERSON, Sheet, StepSeen
from throughgate.people.plan.rules import GoalState, StepState
from throughgate.people.record.forms import RowForm
from throughgate.privacy.access.days import DayField
from throughgate.privacy.access.models import Organisation

Choices = list[tuple[str, str]]


def listed(name: str) -> Choices:
    return list(load(rules.PACKAGE)[name].latest.items())


def of_pathways(day: date, only: Iterable[str]) -> Choices:
    known = set(only)
    return [(each.code, each.name) for each in pathways(day) if each.code in known]


class GoalForm(RowForm):
    """What the person wants to reach. needs: those to choose from; open_to: pathways that the user writes in."""

    title = forms.CharField(
        label=_("The goal, in words the person would use"),
        help_text=_("For example: I have a place of my own to live."),
        max_length=200,
        error_messages={"required": _("Say what the person wants to reach")},
    )
    pathway = forms.ChoiceField(
        label=_("Pathway"), error_messages={"required": _("Choose a pathway")}
    )
    needs = forms.MultipleChoiceField(label=_("Needs it answers"), required=False)
    related = forms.MultipleChoiceField(label=_("Other pathways it helps"), required=False)
    state = forms.ChoiceField(
        label=_("Where it stands"), error_messages={"required": _("Say where it stands")}
    )
    target = DayField(
        label=_("By when"), help_text=_("A goal for later has no date yet. For example, 5 3 2027.")
    )
    notes = forms.CharField(label=_("Anything else to know"), max_length=500, required=False)

    def __init__(
        self, *args: Any, day: date, needs: Iterable[str], open_to: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.row
        goal: Goal | None = own
        codes = dict.fromkeys([*needs, *(goal.needs if goal else [])])
        known = catalogue.needs(day)
        self._choose("needs", [(c, known[c].name) for c in codes if c in known])
        self._choose("related", of_pathways(day, open_to))
        self._choose("pathway", of_pathways(day, [goal.pathway] if goal else open_to))
        states = rules.GOAL_MOVES[GoalState(goal.state)] | {goal.state} if goal else {"active", "future"}  # fmt: skip
        self._choose("state", [each for each in listed("goal_states") if each[0] in states])
        if goal is None:
            self.initial.setdefault("state", GoalState.ACTIVE.value)

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def row_text(self, name: str) -> str:
        value = getattr(self.row, name)
        if isinstance(value, list):
            words = dict(self.fields[name].choices)  # type: ignore[attr-defined]
            return "; ".join(str(words.get(each, each)) for each in value) or "–"
        return super().row_text(name)


class StepForm(RowForm):
    """One thing to do. Who does it is the person, or an organisation that works with them."""

    title = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        error_messages={"required": _("Say what is to be done")},
    )
    by_organisation = forms.ChoiceField(
        label=_("Who does it"), error_messages={"required": _("Say who does it")}
    )
    by_worker = forms.CharField(
        label=_("Their worker, if you know the name"), max_length=100, required=False
    )
    due = DayField(label=_("By when"), help_text=_("For example, 5 3 2027."))
    waits_for = forms.TypedMultipleChoiceField(
        label=_("What must be done first"), coerce=UUID, required=False
    )

    def __init__(
        self,
        *args: Any,
        who: Iterable[Organisation],
        others: Iterable[StepSeen],
        name: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.row
        step: Step | None = own
        self.known = {str(each.pk): each for each in who}
        if step and step.by_organisation:
            self.known.setdefault(str(step.by_organisation.pk), step.by_organisation)
        choices = [(PERSON, name or gettext("The person"))]
        choices += [(pk, each.name) for pk, each in self.known.items()]
        self.fields["by_organisation"].choices = choices  # type: ignore[attr-defined]
        before = [(str(e.row.pk), e.row.title) for e in others if not step or e.row.pk != step.pk]
        self.fields["waits_for"].choices = before  # type: ignore[attr-defined]
        if step:
            by = step.by_organisation
            self.initial["by_organisation"] = str(by.pk) if by else PERSON
            self.initial["waits_for"] = [str(each) for each in step.waits_for]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("by_worker") and typed.get("by_organisation") == PERSON:
            self.add_error("by_worker", _("Choose the worker’s organisation, or take the name out"))
        return typed

    @property
    def columns(self) -> dict[str, Any]:
        said = super().columns
        return {**said, "by_organisation": self.known.get(said["by_organisation"])}

    def row_text(self, name: str) -> str:
        own: Any = self.row
        if name == "by_organisation":
            by = own.by_organisation
            return str(by.name if by else self.fields[name].choices[0][1])  # type: ignore[attr-defined]
        if name == "waits_for":
            words = dict(self.fields[name].choices)  # type: ignore[attr-defined]
            return "; ".join(words.get(str(each), "–") for each in own.waits_for) or "–"
        return super().row_text(name)


class ProgressForm(RowForm):
    """Where a step stands now, and in a few words what was done."""

    seen = forms.CharField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Where does it stand now?"), error_messages={"required": _("Say where it stands")}
    )
    words = forms.CharField(
        label=_("What was done, or what stands in the way"), max_length=500, required=False
    )

    def __init__(self, *args: Any, step: StepSeen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = rules.STEP_MOVES[step.state] | {step.state}
        choices = [each for each in listed("step_states") if StepState(each[0]) in moves]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]
        self.initial["seen"] = step.state.value

    @property
    def said(self) -> list[str]:
        return [name for name in super().said if name != "seen"]


def open_steps(sheet: Sheet) -> list[StepSeen]:
    """Steps that another can wait for: those still to do."""
    return [step for step in sheet.steps if step.is_open]
