"""The page of one part of an assessment as a form: its questions, and what the person and the worker say beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.assessment.filling.rules import BESIDE, flat
from throughgate.people.assessment.models import FilledPart, HarmRisk
from throughgate.people.assessment.question_sets.rules import DECLINED, Question, Section
from throughgate.people.assessment.rules import PACKAGE, AtRisk
from throughgate.privacy.access.typed import Form

YES_NO = [("yes", lazy("Yes")), ("no", lazy("No"))]
NO_LONGER = lazy("This is no longer one of the answers. Choose one of the list.")


def words_of(question: Question, answer: str) -> str:
    """An answer as the page says it; one that a newer set dropped, as it was kept."""
    if answer == DECLINED:
        return _("Would rather not say")
    return str(question.scale.answers.get(answer, answer))


class PartForm(Form):
    """Any question can be left for later. `before` is what the page showed, so that two writers lose nothing."""

    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, section: Section, kind: str, row: FilledPart | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {each.code: each for each in section.asked_in(kind)}
        self.saved = flat(row.answers, vars(row)) if row else flat({}, {})
        unsure = set(row.unsure) if row else set()
        for code, question in self.asked.items():
            self.fields[code] = _asked(question, code in unsure)
        self.fields |= _beside()
        self.initial.update(self.saved, before=json.dumps(self.saved))

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[code] for code in self.asked]

    @property
    def typed(self) -> dict[str, str]:
        """What was sent, by its box; from a page that is older than the questions, those that are gone too."""
        gone = {
            name: self.data[name] for name in self.data if "." in name and name not in self.asked
        }
        mine = {name: self.cleaned_data.get(name) or "" for name in (*self.asked, *BESIDE)}
        return {**gone, **{name: each for name, each in mine.items() if each or name in BESIDE}}

    @property
    def seen_before(self) -> Mapping[str, str]:
        try:
            found = json.loads(self.cleaned_data.get("before") or "{}")
        except ValueError:
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def show_clashes(self, clashes: Mapping[str, str], saved: FilledPart) -> None:
        """Both answers, beside each other; saved again, the one chosen here stands."""
        self.saved = flat(saved.answers, vars(saved))
        for name in clashes:
            said = self.saved.get(name) or _("nothing")
            said = (
                words_of(self.asked[name], said)
                if name in self.asked
                else self._in_words(name, said)
            )
            self.add_error(
                name,
                _("A colleague saved “%(said)s” here since you opened this page. Yours is still here: "
                  "save again to keep yours, or change it to theirs.") % {"said": said},
            )  # fmt: skip

    @property
    def shown_before(self) -> str:
        """After a clash: what is saved now, so that saving again decides."""
        return json.dumps(self.saved) if self.errors else self["before"].value() or ""

    def _in_words(self, name: str, said: str) -> str:
        return str(dict(getattr(self.fields[name], "choices", ())).get(said, said))


def _asked(question: Question, unsure: bool) -> forms.ChoiceField:
    still = _("This was said before. Is it still so?") if unsure else ""
    return forms.ChoiceField(
        label=question.ask,
        help_text=" ".join(filter(None, [question.hint, still])),
        choices=[*question.scale.answers.items(), (DECLINED, _("Would rather not say"))],
        required=False,
        error_messages={"invalid_choice": NO_LONGER},
    )


def _beside() -> dict[str, forms.Field]:
    words: dict[str, Any] = {"required": False, "max_length": 4000}
    return {
        "words": forms.CharField(
            label=_("What the person says about it"), help_text=_("In their own words."), **words
        ),
        "strengths": forms.CharField(
            label=_("What goes well"),
            help_text=_(
                "Strengths, people and things that help. They count as much as what is hard."
            ),
            **words,
        ),
        "motivation": forms.ChoiceField(
            label=_("What the person wants to do about it"),
            choices=list(load(PACKAGE)["motivation"].latest.items()),
            required=False,
        ),
        "linked_to_reoffending": forms.ChoiceField(
            label=_("Is it linked to the person’s offending?"), choices=YES_NO, required=False
        ),
        "linked_to_harm": forms.ChoiceField(
            label=_("Is it linked to serious harm to anybody?"), choices=YES_NO, required=False
        ),
    }


class HarmForm(Form):
    """How likely serious harm is, group by group. What is not known is left open."""

    def __init__(
        self, *args: Any, rows: list[HarmRisk], last: list[HarmRisk], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.towards: row for row in rows}
        self.last = {} if rows else {row.towards: row for row in last}
        levels = load(PACKAGE)["harm_levels"].latest
        for group, name in load(PACKAGE)["harm_groups"].latest.items():
            choices = [(code, f"{each['name']}. {each['said']}") for code, each in levels.items()]
            self.fields[group] = forms.ChoiceField(label=name, choices=choices, required=False)
            self.fields[f"{group}_words"] = forms.CharField(
                label=_("Why, without naming or placing anybody (%(group)s)")
                % {"group": name.lower()},
                max_length=500,
                required=False,
            )
            self.fields[f"{group}_seen"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput
            )
            row = self.rows.get(group) or self.last.get(group)
            if row:
                seen = row.version if group in self.rows else 0
                said = {group: row.level, f"{group}_words": row.words, f"{group}_seen": seen}
                self.initial.update(said)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for group in AtRisk:
            if said.get(f"{group}_words") and not said.get(group):
                self.add_error(group.value, _("Choose how likely it is, or take the words out."))
        return said

    @property
    def groups(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[g.value], self[f"{g}_words"], self[f"{g}_seen"]) for g in AtRisk]

    @property
    def levels(self) -> dict[AtRisk, tuple[str, str]]:
        said = self.cleaned_data
        return {g: (said[g.value], said[f"{g}_words"]) for g in AtRisk if said.get(g.value)}

    @property
    def seen(self) -> dict[AtRisk, int]:
        return {g: self.cleaned_data.get(f"{g}_seen") or 0 for g in AtRisk}
