"""A calculation in words: each step with the inputs it was taken from, what is missing, and why it may still rise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common import dates
from throughgate.people.tier.models import CalculatedTier

STEPS: dict[str, str | Promise] = {
    "reoffending": lazy("How likely reoffending is"),
    "sexual": lazy("Contact sexual reoffending"),
    "harm": lazy("Risk of serious harm, and MAPPA"),
    "indeterminate": lazy("A sentence without a fixed end"),
    "domestic_abuse": lazy("Domestic abuse"),
    "stalking": lazy("Stalking"),
    "child_protection": lazy("Child protection"),
    "sexual_offence": lazy("Ever convicted of a sexual offence"),
}
# From which inputs each step is taken, by the names under which it is kept who said them.
TAKEN_FROM = {
    "reoffending": ("arp", "csrp"),
    "sexual": ("sexual",),
    "harm": ("mappa", "harm"),
    "indeterminate": ("sentence",),
}
PROVISIONAL: dict[str, str | Promise] = {
    "static_scores": lazy(
        "A score was worked out from the record alone. One from an assessment may put the tier higher."
    ),
    "harm_missing": lazy(
        "No signed assessment says how likely serious harm is. One may put the tier higher."
    ),
}
STANDING: dict[str, str | Promise] = {
    "missing": lazy("There is no tier, since a reoffending score is missing."),
    "not_supervised": lazy("There is no tier: no sentence of a court goes on, as far as is known."),
}
MISSING: dict[str, str | Promise] = {
    "arp": lazy("the all-reoffending score (ARP)"),
    "csrp": lazy("the combined serious reoffending score (CSRP)"),
    "harm": lazy("how likely serious harm is"),
    "needs": lazy("the needs, from a signed assessment"),
}
FOUR: dict[str, str | Promise] = {
    "harm_high": lazy("serious harm is likely"),
    "mappa_level": lazy("MAPPA manages them at level 2 or 3"),
    "prolific": lazy("they are in integrated management"),
    "harm_medium": lazy("serious harm is a medium risk"),
    "likely_and_severe": lazy("reoffending is very likely and a need is severe"),
    "likelihood_medium": lazy("reoffending is likely"),
    "standard_need": lazy("there is a need"),
    "otherwise": lazy("nothing known asks for more"),
}
LEVELS: dict[str, str | Promise] = {
    "low": lazy("low"),
    "medium": lazy("medium"),
    "high": lazy("high"),
    "very_high": lazy("very high"),
}
# The same for the person, who is told what each step is about and which letter it gave.
FOR_THE_PERSON: dict[str, str | Promise] = {
    "reoffending": lazy(
        "How likely it is that you get into trouble again. Two scores say so. They come from your age, from how often you were found guilty and from how long ago that was."
    ),
    "sexual": lazy("How likely sexual harm is. One score says so."),
    "harm": lazy("How much harm could come to you or to others."),
    "indeterminate": lazy("Your sentence has no set end. We look at how long you have been out."),
    "domestic_abuse": lazy("Your record says that a partner or one of your family was hurt."),
    "stalking": lazy("Your record says that somebody was stalked."),
    "child_protection": lazy("Your record says that a child must be kept safe."),
    "sexual_offence": lazy("Your record has a sexual offence."),
}


@dataclass(frozen=True)
class Step:
    """One step as the page shows it. `decides`: it gave the tier."""

    name: str
    tier: str
    text: str
    said: str
    decides: bool
    told: str  # to the person


def steps(row: CalculatedTier) -> list[Step]:
    """In the order of the rule."""
    return [
        Step(
            str(STEPS[each["step"]]),
            each["tier"],
            text(each),
            "; ".join(
                row.said[name]
                for name in TAKEN_FROM.get(each["step"], (each["step"],))
                if name in row.said
            ),
            bool(row.tier) and each["tier"] == row.tier,
            str(FOR_THE_PERSON[each["step"]]),
        )
        for each in row.reasons
    ]


def text(reason: Mapping[str, Any]) -> str:
    """What one step was taken from and came to, as a sentence."""
    used, code = reason["used"], reason["code"]
    if reason["step"] == "reoffending":
        return _reoffending(used, code)
    if reason["step"] == "sexual":
        return _sexual(used, code)
    if reason["step"] == "harm":
        return _harm(used, code)
    if reason["step"] == "indeterminate":
        return _indeterminate(used, code)
    return _("It is on the record.") if code == "applies" else _("Nothing on the record says so.")


def missing(row: CalculatedTier) -> list[str]:
    """What would make the answer whole, each once."""
    found = [reason for reason in row.reasons if reason["step"] == "reoffending"]
    used = found[0]["used"] if found else {"arp": "", "csrp": ""}
    names = [name for name in ("arp", "csrp") if name not in used]
    if "harm_missing" in row.provisional:
        names.append("harm")
    return [str(MISSING[name]) for name in dict.fromkeys([*names, *row.four_missing])]


def provisional(row: CalculatedTier) -> list[str]:
    return [str(PROVISIONAL[code]) for code in row.provisional]


def four_because(row: CalculatedTier) -> str:
    return "; ".join(str(FOUR[code]) for code in row.four_because)


def _reoffending(used: Mapping[str, Any], code: str) -> str:
    said = [_one_score(used, "arp", "ARP"), _one_score(used, "csrp", "CSRP")]
    if code == "score_missing":
        return _("%(scores)s. Both are needed.") % {"scores": ", ".join(said)}
    return _(
        "%(scores)s. The published table has rows by both scores; this is the row from %(arp)s%% on for ARP and from %(csrp)s%% on for CSRP."
    ) % {
        "scores": ", ".join(said),
        "arp": used["arp_at_least"],
        "csrp": used["csrp_at_least"],
    }


def _one_score(used: Mapping[str, Any], name: str, label: str) -> str:
    if name not in used:
        return _("%(score)s is missing") % {"score": label}
    how = _("from an assessment") if used.get(f"{name}_dynamic") else _("from the record alone")
    return _("%(score)s is %(percent)s%%, %(how)s") % {
        "score": label,
        "percent": used[name],
        "how": how,
    }


def _sexual(used: Mapping[str, Any], code: str) -> str:
    if code == "no_score":
        return _("No DC-SRP score is entered, or it does not apply.")
    said = _("DC-SRP is %(percent)s%%, %(band)s") % {
        "percent": used["score"],
        "band": LEVELS[used["band"]],
    }
    if code == "medium_by_score":
        return _("%(said)s; of the medium band, at least %(cut)s.") % {
            "said": said,
            "cut": used["at_least"],
        }
    return f"{said}."


def _harm(used: Mapping[str, Any], code: str) -> str:
    under = (
        _("MAPPA category %(category)s") % {"category": used["mappa_category"]}
        if "mappa_category" in used
        else _("Not in MAPPA")
    )
    if code == "harm_missing":
        return _("%(under)s; no signed assessment says how likely serious harm is.") % {
            "under": under
        }
    return _("%(under)s; the highest risk of serious harm is %(level)s.") % {
        "under": under,
        "level": LEVELS[used["harm"]],
    }


def _indeterminate(used: Mapping[str, Any], code: str) -> str:
    if code == "does_not_apply":
        return _("The sentence has a fixed end.")
    if code == "never_released":
        return _("They have not been released yet.")
    day = dates.long(date.fromisoformat(used["last_release"]))
    if code == "released_within":
        return _("Last released on %(day)s, at most %(months)s months ago.") % {
            "day": day,
            "months": used["within_months"],
        }
    return _("Last released on %(day)s, more than %(months)s months ago.") % {
        "day": day,
        "months": used["longer_than_months"],
    }
