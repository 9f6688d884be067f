"""From an assessment to the plan and the release: their codes, answers and inputs as words that the person can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.assessment.catalogue import rules as catalogue
from throughgate.people.assessment.reading import question_and_answer
from throughgate.people.plan.suggestions import rules as suggestions
from throughgate.people.tier import words as tier

Say = Callable[[Any, Mapping[str, Any]], str]
Codes = Mapping[str, str | Promise]

# By table and field: the topic whose values.yaml holds the list, and its name there.
LISTED = {
    "AskedOnReturn.question": ("plan", "questions_on_return"),
    "Assessment.kind": ("assessment", "kinds"),
    "ContactMade.kind": ("tier.contact", "kinds"),
    "Essential.code": ("release.essentials", "essentials"),
    "Essential.state": ("release.essentials", "states"),
    "FilledPart.motivation": ("assessment", "motivation"),
    "Goal.state": ("plan", "goal_states"),
    "HarmRisk.level": ("assessment", "harm_levels"),
    "HarmRisk.towards": ("assessment", "harm_groups"),
    "Milestone.aspect": ("release.milestones", "aspects"),
    "Milestone.code": ("release.milestones", "milestones"),
    "Need.status": ("assessment", "need_statuses"),
    "OffendingHistory.offence_category": ("tier.scores", "categories"),
    "Plan.because": ("plan", "begun"),
    "PlanAgreement.answer": ("plan", "answers"),
    "PlanAgreement.how": ("plan", "how"),
    "Progress.state": ("plan", "step_states"),
    "Score.band": ("tier.scores", "bands"),
    "Score.kind": ("tier.scores", "kinds"),
}
ASSESSED: Codes = {
    "draft": lazy("Being filled in"),
    "checked": lazy("Read through, not signed"),
    "signed": lazy("Signed, to be countersigned"),
    "countersigned": lazy("Countersigned"),
    "locked": lazy("Signed, and not changed any more"),
}
SEVERITY: Codes = {
    "none": lazy("Low"),
    "standard": lazy("Standard"),
    "severe": lazy("Severe"),
}
WHOSE: Codes = {"person": lazy("You"), "worker": lazy("A worker")}
GIVEN: Codes = {**tier.STANDING, "given": lazy("There is a tier")}


def _of(codes: Codes) -> Say:
    return lambda value, row: _all(value, lambda code: str(codes.get(code, code)))


def _all(value: Any, name: Callable[[Any], str]) -> str:
    several: Iterable[Any] = value if isinstance(value, (list, tuple)) else [value]
    return "; ".join(name(each) for each in several)


def _need(value: Any, row: Mapping[str, Any]) -> str:
    known = catalogue.needs(date.max)
    return _all(value, lambda code: known[code].name if code in known else str(code))


def _part(value: Any, row: Mapping[str, Any]) -> str:
    known = catalogue.parts(date.max)
    return known[value].name if value in known else str(value)


def _pathway(value: Any, row: Mapping[str, Any]) -> str:
    names = load("throughgate.common", "pathways.yaml")["pathways"].latest
    return _all(value, lambda code: str(names.get(code, {}).get("name", code)))


def _suggested(value: Any, row: Mapping[str, Any]) -> str:
    """A goal is suggested under the code of its need, a step under its own."""
    goals = suggestions.goals(date.max)
    titles = {step.code: step.title for goal in goals.values() for step in goal.steps}
    return goals[value].title if value in goals else titles.get(value, str(value))


def _answers(value: Any, row: Mapping[str, Any]) -> str:
    return " ".join(f"{ask} {said}." for ask, said in map(_asked, dict(value).items()))


def _asked(told: tuple[str, str]) -> tuple[str, str]:
    return question_and_answer(*told)


def _questions(value: Any, row: Mapping[str, Any]) -> str:
    return " ".join(question_and_answer(code, "")[0] for code in value)


def _milestone(value: Any, row: Mapping[str, Any]) -> str:
    aspects = load("throughgate.people.release.milestones")["aspects"].latest
    return str(aspects.get(row["aspect"], {}).get("answers", {}).get(value, value))


def _steps(value: Any, row: Mapping[str, Any]) -> str:
    """Each step of the rule in the words for the person, with the tier that it gave."""
    told = ((tier.FOR_THE_PERSON.get(each["step"], ""), each["tier"]) for each in value)
    return " ".join(f"{words} {_gives(letter)}" for words, letter in told)


def _gives(letter: str) -> str:
    return _("It gives tier %(tier)s.") % {"tier": letter} if letter else _("It gives no tier.")


def _four(value: Any, row: Mapping[str, Any]) -> str:
    return str(load("throughgate.people.tier.four_tiers")["names"].latest.get(value, value))


def _inputs(value: Any, row: Mapping[str, Any]) -> str:
    return "; ".join(str(each) for each in dict(value).values())


def _worked_out(value: Any, row: Mapping[str, Any]) -> str:
    """What was added up to a score, and what it says of each length of time."""
    parts = [f"{name}: {because}" for name, because, _points in value.get("parts", ())]
    times = [
        _("%(percent)s%% within %(months)s months") % {"percent": percent, "months": months}
        for months, percent in value.get("percent", {}).items()
    ]
    return "; ".join([*times, *parts])


def _plain(value: Any, row: Mapping[str, Any]) -> str:
    return str(value)


SAID: dict[str, Say] = {
    "AskedOnReturn.of": _of(WHOSE),
    "AskedOnReturn.pathway": _pathway,
    "Assessment.state": _of(ASSESSED),
    "CalculatedTier.four_because": _of(tier.FOUR),
    "CalculatedTier.four_missing": _of(tier.MISSING),
    "CalculatedTier.four_tier": _four,
    "CalculatedTier.provisional": _of(tier.PROVISIONAL),
    "CalculatedTier.reasons": _steps,
    "CalculatedTier.said": _inputs,
    "CalculatedTier.standing": _of(GIVEN),
    "CalculatedTier.tier": _plain,
    "ConfirmedTier.tier": _plain,
    "FilledPart.answers": _answers,
    "FilledPart.dropped": _answers,
    "FilledPart.needs_added": _need,
    "FilledPart.needs_left_out": _need,
    "FilledPart.part": _part,
    "FilledPart.severity": _of(SEVERITY),
    "FilledPart.unsure": _questions,
    "Goal.needs": _need,
    "Goal.pathway": _pathway,
    "Goal.related": _pathway,
    "Milestone.answer": _milestone,
    "Need.code": _need,
    "Need.part": _part,
    "Need.pathway": _pathway,
    "Need.severity": _of(SEVERITY),
    "Progress.pathway": _pathway,
    "RefusedSuggestion.code": _suggested,
    "RefusedSuggestion.pathway": _pathway,
    "Score.used": _worked_out,
    "Step.need": _need,
    "Step.pathway": _pathway,
    "Step.suggestion": _suggested,
    "TierOverride.tier": _plain,
}
