"""What pages show of a release: its own page, a fact and a card of the frame, and what is due after release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.plan.days.queries import told_by
from throughgate.people.record import coming_up, frame
from throughgate.people.record.frame import Card, Fact, Line, near, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.people.release import home, queries, readiness, rules
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones import rules as milestones
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.queries import Coming
from throughgate.people.release.rules import Flag, Moved

SOON = 84  # days: the card is shown from then on, and after release as long as milestones are asked


@dataclass(frozen=True)
class Cell:
    """What is known of one thing at one milestone: the newest answer, what others said, and whether to say it."""

    aspect: milestones.Aspect
    said: tuple[Milestone, ...]
    may_write: bool

    @property
    def words(self) -> str:
        return self.aspect.answers[self.said[0].answer] if self.said else ""


@dataclass(frozen=True)
class Stage:
    """One milestone after release."""

    code: str
    name: str
    day: date
    come: bool
    late: bool
    cells: tuple[Cell, ...]


def register() -> None:
    gather(Essential, Milestone)
    frame.offer("person-release", lazy("Release"), "place", rank=55)
    frame.tell(header, rank=15)
    frame.summarise(card, rank=15)
    coming_up.ask(home.coming)
    coming_up.find(home.leaving)
    told_by(queries.leaves)


def page(opened: Opened) -> dict[str, Any]:
    """Everything on the page of release."""
    found, released = queries.coming(opened), queries.released(opened)
    shown: dict[str, Any] = {
        "coming": found,
        "released": released,
        "may_write_date": opened.may_write("place"),
        "stages": stages(opened, released) if released else [],
    }
    if found and not released:
        each = readiness.of_person(opened, found)
        ready = [one.of for one in each]
        shown |= {
            "essentials": each,
            "in_words": readiness.in_words(ready),
            "flag": flag_words(found.flag),
            "moved": _moved(opened, found, ready),
            "counted": readiness.counted(ready),
        }
    return shown


def flag_words(flag: Flag | None) -> list[str]:
    """Why the day is flagged, and what follows of it."""
    if flag is None:
        return []
    called = load(rules.PACKAGE)
    words = [called["flags"].latest[why] for why in flag.why]
    if flag.suggested:
        earlier = dates.weekday(flag.suggested)
        words.append(
            _("Release is normally moved to %(day)s. Ask the prison whether it is.")
            % {"day": earlier}
        )
    elif flag.not_moved:
        words.append(called["not_moved"].latest[flag.not_moved])
    return words


@dataclass(frozen=True)
class MovedWords:
    """That the day has moved, and what is late for it."""

    sentence: str
    late: list[str]
    too_late: list[str]


def _moved(opened: Opened, found: Coming, ready: Any) -> MovedWords | None:
    before = queries.day_before(opened, found)
    if before is None:
        return None
    moved = readiness.moved(opened, before, found, ready)
    return MovedWords(_moved_by(moved, before), _late(moved), _after(moved))


def _moved_by(moved: Moved, before: date) -> str:
    days = abs(moved.days)
    if moved.days < 0:
        words = ngettext(
            "Release has moved forward by %(n)s day. It was to be on %(day)s.",
            "Release has moved forward by %(n)s days. It was to be on %(day)s.",
            days,
        )
    else:
        words = ngettext(
            "Release has moved back by %(n)s day. It was to be on %(day)s.",
            "Release has moved back by %(n)s days. It was to be on %(day)s.",
            days,
        )
    return words % {"n": days, "day": dates.long(before)}


def _late(moved: Moved) -> list[str]:
    """What is late, since the day moved first."""
    late = sorted(moved.late, key=lambda each: not each.newly)
    return [f"{each.step.title}: {_by(each.working_days, newly=each.newly)}" for each in late]


def _by(days: int, *, newly: bool) -> str:
    words = ngettext("%(n)s working day late", "%(n)s working days late", days) % {"n": days}
    return _("%(late)s since the day moved") % {"late": words} if newly else words


def _after(moved: Moved) -> list[str]:
    return [
        _("%(what)s: planned for %(day)s") % {"what": each.step.title, "day": dates.long(each.due)}
        for each in moved.too_late
    ]


def stages(opened: Opened, released: date) -> list[Stage]:
    """Each milestone with what is known at it of what the reader may see."""
    rows = queries.milestones(opened, released)
    seen = [each for each in milestones.aspects(opened.today) if opened.sees(each.section)]
    found = []
    listed = rules.milestones(released, today=opened.today)
    asked = milestones.due(released, {row.code for row in rows}, today=opened.today)
    for each in listed:
        cells = tuple(_cell(opened, aspect, each.code, rows) for aspect in seen)
        late = each == asked and each.day < opened.today
        come = each.day <= opened.today
        found.append(Stage(each.code, milestones.name_of(each.code), each.day, come, late, cells))
    return found


def _cell(opened: Opened, aspect: milestones.Aspect, code: str, rows: Iterable[Milestone]) -> Cell:
    said = tuple(row for row in rows if row.code == code and row.aspect == aspect.code)
    return Cell(aspect, said, opened.may_write(aspect.section))


def header(opened: Opened) -> Fact | None:
    """When they get out, where that is soon."""
    found = queries.coming(opened)
    if found is None or queries.released(opened) or not _is_soon(found, opened.today):
        return None
    text = near(found.shown.date.day, opened.today)
    return Fact(_("Release"), text, href=reverse("person-release", args=[opened.person]))


def _is_soon(found: Coming, today: date) -> bool:
    return (found.shown.date.day - today).days <= SOON


def card(opened: Opened) -> Card | None:
    """How ready they are where release is near; after it, which milestone is asked about."""
    released = queries.released(opened)
    if released:
        return _card_after(opened, released)
    found = queries.coming(opened)
    if found is None:
        return None
    row, day = found.shown.row, found.shown.date.day
    lines = [
        Line(
            _("Release"),
            near(day, opened.today),
            said_by(row.held_by.name, row.entered_on, row.source),
        )
    ]
    late = ""
    if _is_soon(found, opened.today):
        ready = [each.of for each in readiness.of_person(opened, found)]
        lines.append(Line(_("Essentials"), readiness.in_words(ready)))
        late = _late_in_short(sum(each.late for each in ready))
    return _card(opened, lines, late)


def _late_in_short(count: int) -> str:
    words = ngettext(
        "%(n)s essential should be there by now.", "%(n)s essentials should be there by now.", count
    )
    return words % {"n": count} if count else ""


def _card_after(opened: Opened, released: date) -> Card | None:
    if released < milestones.earliest_release(opened.today):
        return None
    lines = [Line(_("Released"), dates.long(released))]
    late = ""
    for stage in stages(opened, released):
        known = [f"{cell.aspect.name}: {cell.words}" for cell in stage.cells if cell.said]
        if known:
            lines.append(Line(stage.name, "; ".join(known)))
        if stage.late:
            late = _("Nobody has said yet how things were at “%(name)s”, due %(day)s.") % {
                "name": stage.name,
                "day": near(stage.day, opened.today),
            }
    return _card(opened, lines, late)


def _card(opened: Opened, lines: list[Line], late: str) -> Card:
    return Card(
        _("Release"),
        tuple(lines),
        late=late,
        on_href=reverse("person-release", args=[opened.person]),
        on_words=_("All of release"),
    )
