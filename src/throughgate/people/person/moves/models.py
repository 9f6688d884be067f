"""Where a person is, the dates that other systems give, and what is handed over when they move."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughgate.people.person.models import Entry
from throughgate.people.person.moves.rules import ESTABLISHMENT, Kind, Place
from throughgate.people.person.moves.rules import Receipt as State
from throughgate.privacy.access.about_person import (
    ME,
    MINE,
    NOBODY,
    Policies,
    about_person,
    may_see,
    may_write,
    rows_in,
)
from throughgate.privacy.access.models import Agreement, Organisation, User
from throughgate.privacy.retention.fields import NO, TOGETHER, Field, Identifies, handled

PLACE = "'place'"
AWAITS = "awaits_me(id, person_id, receiving_organisation_id)"


@about_person(rows_in("place"))
@handled(
    kind=Field(Identifies.NO, extract=True),
    establishment=TOGETHER,
    organisation=NO,
    first_day=Field(Identifies.TOGETHER, extract=True),
    last_day=Field(Identifies.TOGETHER, extract=True),
)
class Whereabouts(Entry):
    """Where somebody is or was, or under what, from a day to a day; the present one has no last day."""

    SECTION = "place"

    kind = models.CharField(max_length=20)
    establishment = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source"],
                condition=Q(last_day=None),
                name="whereabouts_one_is_present",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[place.value for place in Place]),
                name="whereabouts_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="whereabouts_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(establishment="")
                | Q(kind__in=sorted(place.value for place in ESTABLISHMENT)),
                name="whereabouts_establishment_is_inside",
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_by", "first_day"],
                condition=Q(kind="licence", last_day=None),
                name="whereabouts_out_since",
            )
        ]


@about_person(rows_in("place"))
@handled(kind=NO, day=Field(Identifies.TOGETHER, extract=True), confirmed=NO)
class KeyDate(Entry):
    """A date as a named source gives it, with the day it was entered. No date is worked out here."""

    SECTION = "place"
    # Whoever sees a date may know what it was: that it moved is what they act on. Not of one that was taken out.
    HISTORY_SEEN = "EXISTS (SELECT FROM people_keydate now WHERE now.id = people_keydatehistory.id)"

    kind = models.CharField(max_length=30)
    day = models.DateField()
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "held_by", "source", "kind"], name="keydate_once_a_source"
            ),
            # A date that nobody gave is a date that somebody worked out.
            models.CheckConstraint(
                condition=~Q(source__in=["", Entry.HERE]), name="keydate_names_its_source"
            ),
        ]
        # Lists of what comes next start from the days.
        indexes = [models.Index(fields=["held_by", "day"], name="keydate_next")]


# The receiver named sees that they were asked before their organisation is involved, until they have answered.
MOVED = Policies(
    see=f"{may_see(PLACE, 'held_by_id')} OR (receiver_id = {ME} AND {AWAITS})",
    enter=may_write(PLACE, "held_by_id"),
    change=may_write(PLACE, "held_by_id"),
    remove=may_write(PLACE, "held_by_id"),
)


@about_person(MOVED)
@handled(
    kind=NO,
    came_from=NO,
    went_to=NO,
    day=TOGETHER,
    receiving_organisation=NO,
    receiver=NO,
    purpose=NO,
    agreement=NO,
)
class Move(Entry):
    """From one place to another, and who is asked, by name, to take over."""

    SECTION = "place"

    kind = models.CharField(max_length=20)
    came_from = models.ForeignKey(
        Whereabouts, on_delete=models.PROTECT, null=True, related_name="+"
    )
    went_to = models.ForeignKey(Whereabouts, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    receiving_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=40, blank=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="move_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(receiving_organisation=None, receiver=None, agreement=None, purpose="")
                | (
                    Q(receiving_organisation__isnull=False, receiver__isnull=False)
                    & Q(agreement__isnull=False)
                    & ~Q(purpose="")
                ),
                name="move_receiver_is_named",
            ),
        ]


@about_person(rows_in(section_column="section"))
@handled(move=NO, item=NO, section=NO)
class HandedOver(Entry):
    """One thing that goes with a move. What its receiver says of it is theirs: a row of their own."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=30)
    section = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "item"], name="handedover_once_a_move")
        ]


# Held by who answered, and seen too by who asked.
ANSWERED = Policies(
    see=f"{may_see('section', 'held_by_id')} OR {may_see('section', 'asked_by_id')} AND asked_by_id = {MINE}",
    enter=may_write("section", "held_by_id"),
    change=NOBODY,
    remove=NOBODY,
)


@about_person(ANSWERED)
@handled(of=NO, section=NO, asked_by=NO, state=NO, words=TOGETHER, answered_at=NO)
class Receipt(Entry):
    """What somebody said of a thing handed over. The newest counts; the earlier stay."""

    of = models.ForeignKey(HandedOver, on_delete=models.CASCADE, related_name="receipts")
    section = models.CharField(max_length=40)
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="receipt_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MISSING.value) | ~Q(words=""),
                name="receipt_missing_says_what",
            ),
        ]


TAKEN = Policies(
    see=f"{may_see(PLACE, 'held_by_id')} OR {may_see(PLACE, 'asked_by_id')} AND asked_by_id = {MINE}",
    enter=may_write(PLACE, "held_by_id"),
    change=NOBODY,
    remove=NOBODY,
    of_the_lock=True,  # read by awaits_me()
)


@about_person(TAKEN)
@handled(move=NO, asked_by=NO)
class TakenOver(Entry):
    """The receiver said that the person is theirs to work with from now on."""

    SECTION = "place"

    move = models.OneToOneField(Move, on_delete=models.CASCADE, related_name="taken_over")
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
