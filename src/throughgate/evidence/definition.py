"""How a measure was counted: every choice in words with its mark and source, and again for machines."""

from __future__ import annotations

from typing import Any

from throughgate.common.dates import long
from throughgate.evidence.groups import age_bands
from throughgate.evidence.histories import Histories
from throughgate.evidence.request import Request
from throughgate.evidence.result import OURS, PUBLISHED, Term

GUIDE = "Guide to proven reoffending statistics, Ministry of Justice, April 2019"
DATA_LAB = "Justice Data Lab outputs, Ministry of Justice"
METHODS = "docs/methods/proven.md"
KIND_WORDS = {
    "release": "releases from a custodial sentence",
    "community": "non-custodial convictions",
    "caution": "cautions",
}


def choices(request: Request, histories: Histories) -> dict[str, Any]:
    """Every choice that decides a figure, with day counts."""
    return {
        **request.words(),
        "follow_up_days": request.follow_up.days,
        "proof_days": request.proof.days,
        "cohorts": [
            {"cohort": c.label, "first_day": c.first.isoformat(), "last_day": c.last.isoformat()}
            for c in request.cohorts
        ],
        "complete_to": histories.complete_to.isoformat(),
        "sanctions_begin": histories.begins and histories.begins.isoformat(),
        "store": histories.store_id,
        "interval_level": 0.95,
    }


def terms(request: Request, histories: Histories) -> tuple[Term, ...]:
    """The definitions used, each marked published or ours."""
    made = {"proven": _proven, "local": _local, "prolific": _prolific}[request.measure](request)
    complete = Term("complete to", long(histories.complete_to), OURS, METHODS)
    return (*made, complete)


def _proven(request: Request) -> tuple[Term, ...]:
    kinds = " and ".join(KIND_WORDS[kind] for kind in request.index)
    return (
        Term("cohort", f"{_cohort_words(request)}, by {kinds}. {_once(request)}", PUBLISHED, GUIDE),
        Term(
            "index event",
            "a person's first such event in the period; spells in custody that touch or are divided by a "
            "transfer are one; release from recall or remand is none; a custodial conviction is none; a "
            "sanction of breaches only is none; two on one day: release, then conviction by the most "
            "severe disposal, then caution",
            OURS,
            METHODS,
        ),
        Term(
            "index sanction",
            "of a release: the one its spell names, else the last custodial sanction by then, else "
            "unknown; otherwise itself",
            OURS,
            METHODS,
        ),
        Term(
            "age",
            "in completed years on the index day; adults 18 and over, juveniles 10 to 17, under 10 refused"
            + (f"; bands {', '.join(age_bands()[:-1])}" if "age_band" in request.by else ""),
            PUBLISHED,
            GUIDE,
        ),
        *_follow_up(request, "index day"),
        *_same_day(request),
        *_counting(),
        *_severity(request),
        *_groups(request),
        *_time(request),
    )


def _cohort_words(request: Request) -> str:
    if request.trend:
        return f"{len(request.cohorts)} cohorts, {request.trend}"
    return request.cohorts[0].words


def _once(request: Request) -> str:
    if request.quarters:
        return (
            "Quarters added: a person counts once in each quarter (as published since October 2015)"
        )
    return "Each person counts once in a cohort (as published before October 2015)"


def _follow_up(request: Request, since: str) -> tuple[Term, ...]:
    days, proof = request.follow_up.days, request.proof.days
    mark = (
        PUBLISHED if (request.follow_up.written, request.proof.written) == ("12m", "6m") else OURS
    )
    return (
        Term(
            "follow-up",
            f"{request.follow_up}: offences after the {since} and up to {days} days from it "
            "(length as asked; day counts ours)",
            mark,
            GUIDE if mark == PUBLISHED else METHODS,
        ),
        Term(
            "proof",
            f"proven by conviction or caution within {days} + {proof} days from the {since}",
            mark,
            GUIDE if mark == PUBLISHED else METHODS,
        ),
    )


def _same_day(request: Request) -> tuple[Term, ...]:
    choice = (
        "offences on the day of a release count, unless they belong to the index sanction"
        if request.same_day
        else "offences on the index day do not count"
    )
    return (Term("same day", choice, OURS, METHODS),)


def _counting() -> tuple[Term, ...]:
    return (
        Term(
            "what decides",
            "the day of the offence, never of the conviction; each offence proven is one reoffence",
            PUBLISHED,
            GUIDE,
        ),
        Term(
            "not counted",
            "breaches, offences not recordable, penalty notices, offences taken into consideration",
            PUBLISHED,
            GUIDE,
        ),
        Term("rate", "people with at least one reoffence / people", PUBLISHED, GUIDE),
        Term(
            "frequency",
            "reoffences / people who reoffended; reoffences / people",
            PUBLISHED,
            GUIDE,
        ),
        Term(
            "intervals",
            "95%: Wilson for rates, Student t over persons for frequencies (log scale under 200 people); "
            "by person where people are in more than once",
            OURS,
            "docs/methods/intervals.md",
        ),
    )


def _severity(request: Request) -> tuple[Term, ...]:
    if not request.severity:
        return ()
    return (
        Term(
            "severity of all",
            "at each level people with at least one such reoffence / all people, and such reoffences; "
            "level or sanction missing is counted as not known, never as no",
            OURS,
            METHODS,
        ),
        Term(
            "severity of the first",
            "of those who reoffended, the level of the first reoffence and custody for it; several on that "
            "day: the most serious",
            PUBLISHED,
            DATA_LAB,
        ),
    )


def _groups(request: Request) -> tuple[Term, ...]:
    if not request.by:
        return ()
    choice = f"by {', '.join(request.by)}, as of the index day; a column of people as in the file"
    if "disposal" in request.by:
        choice += (
            "; disposal divides the cohort by each person's first event and adds up to the total, unlike "
            "a cohort of one kind of event, which takes the first event of that kind"
        )
    return (Term("groups", choice, OURS, METHODS),)


def _time(request: Request) -> tuple[Term, ...]:
    days = request.follow_up.days
    told = [
        Term(
            "days free",
            f"mean days without a proven reoffence out of {days}, of everybody; days to the first are of "
            "those who reoffended only",
            PUBLISHED,
            DATA_LAB,
        )
    ]
    if request.at_risk:
        told.append(
            Term(
                "at risk",
                "cumulative incidence with death and return to custody without a new offence as competing "
                "events (Aalen-Johansen); an offence on the same day comes first",
                OURS,
                "docs/methods/proven.md",
            )
        )
    return tuple(told)


def _local(request: Request) -> tuple[Term, ...]:
    source = "National Indicator 18; details in docs/methods/proven.md"
    return (
        Term(
            "cohort",
            "adults under supervision (any kind but prolific) on the last day of March, June, September and "
            f"December in {_cohort_words(request)}; the snapshots are added, a person counts in each",
            PUBLISHED,
            source,
        ),
        *_follow_up(request, "snapshot"),
        *_counting(),
        *_severity(request),
        *_groups(request),
        Term(
            "predicted",
            "not given yet: it needs a model of the same follow-up fitted on the baseline's own snapshots, "
            "never OGRS3 or ARP",
            OURS,
            source,
        ),
    )


def _prolific(request: Request) -> tuple[Term, ...]:
    source = "National Indicator 30; details in docs/methods/proven.md"
    days, proof = request.follow_up.days, request.proof.days
    return (
        Term(
            "cohort",
            f"people with supervision of kind prolific open on {long(request.cohorts[0].first)}",
            PUBLISHED,
            source,
        ),
        Term(
            "before and after",
            f"proven offences in the {days} days after that day against the {days} days up to it, each "
            f"proven within {proof} days of its own end",
            OURS,
            source,
        ),
        Term(
            "interval",
            "95%, by a seeded bootstrap of persons",
            OURS,
            "docs/methods/proven.md",
        ),
        Term(
            "days at liberty",
            "mean days in each year not in custody and alive",
            OURS,
            source,
        ),
    )
