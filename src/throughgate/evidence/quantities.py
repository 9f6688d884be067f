"""What a result's figures are made of: the counts that are protected, and the figures that give them back.

A quantity carries its scope (follow-up, proof, same day), so that results of several can be compared:
who reoffended in six months did so in twelve.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from throughgate.evidence.request import Request
from throughgate.evidence.result import LEVELS, Figure, Result, Row
from throughgate.privacy.disclosure import Kind, Law, Quantity, Scheme

PEOPLE = "people"
SERIOUSNESS = ("indictable_only", "either_way", "summary", "unknown")  # every reoffence has one
CUSTODY = ("custodial", "custodial_unknown")  # a reoffence has at most one
GRID = 7  # days between the points of a protected curve
RATES = (  # hidden with the count of reoffenders, and of fewer than 30 people
    "rate",
    "rate_low",
    "rate_high",
    "per_reoffender",
    "per_person",
    "per_person_low",
    "per_person_high",
    "mean_days_free",
    "mean_days_to_first_of_reoffenders",
    "median_days_to_first_of_reoffenders",
    *(f"rate_{level}" for level in LEVELS),
)
FREQUENCIES = ("reoffences", "per_reoffender", "per_person", "per_person_low", "per_person_high")
AT_RISK = ("reoffended", "died", "returned_to_custody")


@dataclass(frozen=True, order=True)
class Scope:
    """Which offences count: quantities of one scope are of the same offences."""

    follow_up: int
    proven_within: int
    same_day: bool

    def of(self, name: str) -> str:
        return f"{self.follow_up}+{self.proven_within}{'+0' if self.same_day else ''}:{name}"

    def inside(self, other: Scope) -> bool:
        return (
            self != other
            and self.follow_up <= other.follow_up
            and self.proven_within <= other.proven_within
            and self.same_day <= other.same_day
        )


def scope_of(request: Request) -> Scope:
    ends = request.follow_up.days + request.proof.days
    return Scope(request.follow_up.days, ends, request.same_day)


def bare(quantity: str) -> str:
    return quantity.rsplit(":", 1)[-1]


def scheme(scopes: Iterable[Scope], points: Sequence[int] = ()) -> Scheme:
    """The quantities of these scopes, widest first, and the laws within and between them.

    `points`: the days at which curves of any of them are shown.
    """
    quantities, laws = [Quantity(PEOPLE, headline=True)], []
    above: list[Scope] = []
    for scope in sorted(set(scopes), reverse=True):
        wider = [other for other in above if scope.inside(other)]
        quantities += [*_counts(scope, wider), *_of_curve(scope, wider, points)]
        laws += [*_laws(scope), *_between(scope, wider)]
        above.append(scope)
    return Scheme(tuple(quantities), tuple(laws))


def _counts(scope: Scope, wider: list[Scope]) -> Iterable[Quantity]:
    name = scope.of
    of_reoffenders = (name("reoffenders"),)
    wide = tuple(other.of("reoffenders") for other in wider)
    yield Quantity(
        name("reoffenders"), part_of=(PEOPLE, *wide), falls_with=(PEOPLE,), headline=True
    )
    yield Quantity(name("reoffences"), Kind.AMOUNT, falls_with=of_reoffenders)
    yield Quantity(name("days_lost"), Kind.AMOUNT, falls_with=of_reoffenders, guarded=False)
    if scope.same_day:
        yield Quantity(name("first_that_day"), part_of=of_reoffenders, falls_with=of_reoffenders)
    for level in LEVELS:
        at_level = name(f"reoffenders_{level}")
        wide = tuple(other.of(f"reoffenders_{level}") for other in wider)
        yield Quantity(at_level, part_of=(*of_reoffenders, *wide), falls_with=of_reoffenders)
        yield Quantity(
            name(f"reoffences_{level}"), Kind.AMOUNT, falls_with=(at_level, name("reoffences"))
        )
        yield Quantity(name(f"first_{level}"), part_of=(at_level,), falls_with=(at_level,))
    for cause in AT_RISK:
        whole = name("reoffenders") if cause == "reoffended" else PEOPLE
        yield Quantity(name(f"first_came_{cause}"), part_of=(whole,), falls_with=of_reoffenders)


def _of_curve(scope: Scope, wider: list[Scope], points: Sequence[int]) -> Iterable[Quantity]:
    """Who had reoffended by a day; the last day first, as each is part of the next."""
    whole = scope.of("reoffenders")
    for day in sorted((point for point in points if point < scope.follow_up), reverse=True):
        by_day = scope.of(f"by_{day}")
        wide = tuple(other.of(f"by_{day}") for other in wider)
        yield Quantity(
            by_day,
            part_of=(whole, *wide),
            falls_with=(whole,),
            guarded=False,
            chain=scope.of("curve"),
        )
        whole = by_day


def _laws(scope: Scope) -> Iterable[Law]:
    name = scope.of
    reoffenders, reoffences = name("reoffenders"), name("reoffences")
    yield Law(((reoffences, 1), (reoffenders, -1)))
    yield Law(((reoffenders, scope.follow_up), (name("days_lost"), -1)))
    yield Law(((name("days_lost"), 1), (reoffenders, -1)))
    for level in LEVELS:
        yield Law(((name(f"reoffences_{level}"), 1), (name(f"reoffenders_{level}"), -1)))
    for part, whole in (("first", reoffenders), ("reoffences", reoffences)):
        seriousness = tuple((name(f"{part}_{level}"), -1.0) for level in SERIOUSNESS)
        custody = tuple((name(f"{part}_{level}"), -1.0) for level in CUSTODY)
        yield Law(((whole, 1.0), *seriousness), exact=True)
        yield Law(((whole, 1.0), *custody))


def _between(scope: Scope, wider: list[Scope]) -> Iterable[Law]:
    names = ("reoffences", *(f"reoffences_{level}" for level in LEVELS))
    for other in wider:
        for name in names:
            yield Law(((other.of(name), 1.0), (scope.of(name), -1.0)))


def counts_of(row: Row, scope: Scope, *, rates_shown: bool) -> dict[str, int]:
    """The protected quantities behind a row of figures; sums of days only where their means are shown."""
    figures = row.figures
    counts = {
        scope.of(name): int(value)
        for name, value in figures.items()
        if value is not None and name.startswith(("reoffenders", "reoffences", "first_"))
    }
    counts[PEOPLE] = int(figures["people"] or 0)
    if rates_shown:
        counts |= _days(figures, scope)
    return counts


def _days(figures: dict[str, Figure], scope: Scope) -> dict[str, int]:
    """What the means of days give back. A first reoffence on day d leaves d - 1 days free, and one on the
    index day none: so the two means together count those, where they count at all."""
    people, reoffenders = int(figures["people"] or 0), int(figures["reoffenders"] or 0)
    lost = scope.follow_up * people - _times(figures["mean_days_free"], people)
    if not scope.same_day:
        return {scope.of("days_lost"): lost}
    to_first = _times(figures["mean_days_to_first_of_reoffenders"], reoffenders)
    that_day = (scope.follow_up + 1) * reoffenders - lost - to_first
    return {scope.of("days_lost"): lost, scope.of("first_that_day"): that_day}


def _times(mean: Figure, number: Figure) -> int:
    return round((mean or 0) * (number or 0))


def curve_counts(result: Result, scope: Scope) -> dict[str, int]:
    """How many of the total had reoffended by each day of the grid."""
    by_day, counts = 0, {}
    for day, reoffended in enumerate(result.first_days):
        by_day += reoffended
        if day % GRID == 0 and day < scope.follow_up:
            counts[scope.of(f"by_{day}")] = by_day
    return counts


def at_risk_counts(result: Result, scope: Scope) -> dict[str, int]:
    """What came first, in all, of the total."""
    if result.at_risk is None:
        return {}
    people = int(result.total["people"] or 0)
    last = result.at_risk.incidence[-1]
    shares = zip(AT_RISK, last[1:], strict=False)
    return {scope.of(f"first_came_{cause}"): round(share * people) for cause, share in shares}


def hidden_figures(names: Iterable[str], figures: Iterable[str]) -> frozenset[str]:
    """The figures that must go with hidden quantities (bare names)."""
    gone = set(names)
    if PEOPLE in gone:
        return frozenset(figures)
    if "reoffenders" in gone:
        gone |= set(RATES) | {f for f in figures if f.startswith(("reoff", "first_"))}
    if "first_that_day" in gone:
        gone.add("mean_days_to_first_of_reoffenders")
    if "reoffences" in gone:
        gone |= set(FREQUENCIES)
    gone |= {f"rate_{name.removeprefix('reoffenders_')}" for name in gone if "_" in name}
    return frozenset(gone & set(figures))
