"""A date as its source gives it: one more, a change, one taken out."""

from __future__ import annotations

from throughgate.people.person.moves.dates import changes
from throughgate.people.person.moves.dates.forms import GivenDate
from throughgate.people.person.moves.models import KeyDate
from throughgate.people.record.editing import Rows

DATES = Rows(KeyDate, GivenDate, "moves/date.html", "person-place", "place", writes=changes)
add, change, remove = DATES.pages()
