"""Which organisations are involved with somebody of the made-up county, why, and who of each works with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from throughgate.data.demonstration.draws import draw, number
from throughgate.data.demonstration.lives import ADULT, Life, Span, open_one
from throughgate.data.demonstration.setting import OPENED
from throughgate.people.person.moves.rules import INSIDE, Place

# Who gives a service of the histories, for which purpose, under which agreement.
SERVICES = {
    "Clearwater recovery": ("treatment", "treatment", "treatment"),
    "Open door": ("health", "health_care", "treatment"),
    "Keystone housing": ("housing", "accommodation", "homes"),
    "Foundry works": ("work", "employment", "work"),
    "Second wind": ("charity", "support", "help"),
    "Plain money": ("money", "support", "help"),
    "Family link": ("families", "support", "help"),
}
LASTING_HELP = timedelta(days=540)
NEEDS_A_HOME, NEEDS_WOMENS_CENTRE, NEEDS_TREATMENT = 0.22, 0.45, 0.15
WHILE_IT_RAN = date(2025, 11, 3)  # the protocol ran out at the end of that month
HAS_A_MENTOR, STUDIES, UNDER_THE_EARLIER, AT_COURT = 0.08, 0.06, 0.02, 0.02


@dataclass(frozen=True)
class Tie:
    """One involvement: organisation, purpose and agreement by their codes, from a day to a day."""

    organisation: str
    purpose: str
    agreement: str
    first_day: date
    last_day: date | None = None

    def goes_on(self, today: date) -> bool:
        return self.last_day is None or self.last_day >= today


def ties(life: Life, *, today: date) -> list[Tie]:
    """One of each organisation and purpose; the first that is said counts."""
    found: dict[tuple[str, str], Tie] = {}
    for tie in _ties(life, today):
        found.setdefault((tie.organisation, tie.purpose), tie)
    current = [tie for tie in found.values() if tie.goes_on(today)]
    if not current:
        rest = Tie("charity", "support", "help", _since(life.newest(), today))
        found[("charity", "support")] = rest
    return list(found.values())


def _ties(life: Life, today: date) -> Iterator[Tie]:
    yield from _for_the_sentence(life, today)
    yield from _for_help(life, today)


def _for_the_sentence(life: Life, today: date) -> Iterator[Tie]:
    place = life.place(today=today)
    young = (life.age(today=today) or ADULT) < ADULT
    stay, supervised = open_one(life.custody), _supervised(life)
    if stay and place in INSIDE:
        since = _since(stay.first_day, today)
        yield Tie("prison", "manage_sentence", "sentence", since)
        yield Tie("prison", "resettlement", "sentence", since)
        yield Tie("probation", "manage_sentence", "sentence", since)
    elif supervised:
        since = _since(supervised.first_day, today)
        who, under = ("youth", "youth") if young else ("probation", "sentence")
        yield Tie(who, "manage_sentence", under, since, _order_ends(life, today))
    elif place is Place.OUT_OF_COURT:
        who, under = ("youth", "youth") if young else ("police", "sentence")
        yield Tie(who, "manage_sentence", under, _since(life.sanctions[-1].day, today))
    if open_one(life.supervision, "prolific"):
        since = _since(open_one(life.supervision, "prolific").first_day, today)  # type: ignore[union-attr]
        for organisation in ("police", "probation", "council"):
            yield Tie(organisation, "iom", "iom", since)


def _for_help(life: Life, today: date) -> Iterator[Tie]:
    under_sentence = life.place(today=today) not in (Place.NONE, Place.OUT_OF_COURT)
    since = _since(today - timedelta(days=number(3, 200, life.key, "help")), today)
    for span in life.support:
        over = span.last_day
        if over is None or (over + LASTING_HELP >= today and over >= OPENED):
            organisation, purpose, agreement = SERVICES[span.kind]
            yield Tie(organisation, purpose, agreement, _since(span.first_day, today), over)
    if draw(life.key, "home") < NEEDS_A_HOME:
        yield Tie("council", "accommodation", "homes", since)
    if life.sex == "female" and draw(life.key, "women") < NEEDS_WOMENS_CENTRE:
        yield Tie("women", "support", "women", since)
    if draw(life.key, "treatment") < NEEDS_TREATMENT:
        yield Tie("treatment", "treatment", "treatment", since)
    if under_sentence:
        yield from _while_supervised(life, since)


def _while_supervised(life: Life, since: date) -> Iterator[Tie]:
    if draw(life.key, "mentor") < HAS_A_MENTOR:
        yield Tie("charity", "mentoring", "help", since)
    if draw(life.key, "studies") < STUDIES:
        yield Tie("learning", "employment", "work", since)
    # Under agreements that are not in force: whoever relies on them sees nothing.
    if draw(life.key, "earlier") < UNDER_THE_EARLIER:
        yield Tie("housing", "accommodation", "earlier_homes", min(since, WHILE_IT_RAN))
    if draw(life.key, "court") < AT_COURT:
        yield Tie("court", "manage_sentence", "court_liaison", since)


def order_ends(life: Life, today: date) -> date:
    """The day that the source gives for the end of an order or a licence; some are near, so that somebody is asked."""
    near = draw(life.key, "ends") < 0.1
    return today + timedelta(
        days=number(3, 27, life.key, "soon") if near else number(40, 420, life.key, "later")
    )


def _order_ends(life: Life, today: date) -> date | None:
    ends = order_ends(life, today)
    return ends if ends < today + timedelta(days=28) else None


def _supervised(life: Life) -> Span | None:
    return open_one(life.supervision, "licence") or open_one(life.supervision, "order")


def _since(day: date, today: date) -> date:
    """Nobody was involved through this record before it was opened, nor will be tomorrow."""
    return min(max(day, OPENED), today)
