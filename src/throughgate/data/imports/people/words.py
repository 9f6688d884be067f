"""What an import says, in words: the names of fields, of outcomes and of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from throughgate.common import dates
from throughgate.data.imports.people import rules
from throughgate.people.person.moves.rules import Place, name_of

WHAT = {
    "identity:given_names": _lazy("Given names"),
    "identity:family_name": _lazy("Family name"),
    "identity:birth_date": _lazy("Birth date"),
    "identity:sex": _lazy("Sex"),
    "number:pnc": _lazy("PNC number"),
    "number:cro": _lazy("CRO number"),
    "number:prison_number": _lazy("Prison number"),
    "number:crn": _lazy("Case reference number (CRN)"),
    "number:local": _lazy("The system’s own number"),
    "place:kind": _lazy("Where they are"),
    "place:establishment": _lazy("Establishment"),
    "place:first_day": _lazy("There since"),
    "date:confirmed_release": _lazy("Confirmed release date"),
    "date:actual_parole": _lazy("Parole release date"),
    "date:parole_eligibility": _lazy("Parole eligibility date"),
    "date:home_detention_curfew": _lazy("Home detention curfew date"),
    "date:conditional_release": _lazy("Conditional release date"),
    "date:automatic_release": _lazy("Automatic release date"),
    "date:bail_ends": _lazy("Bail ends"),
    "date:sentence_ends": _lazy("Sentence ends"),
    "date:licence_ends": _lazy("Licence ends"),
    "date:order_ends": _lazy("Order ends"),
    "date:supervision_ends": _lazy("Supervision ends"),
    "contact:mobile": _lazy("Mobile number"),
    "contact:phone": _lazy("Telephone number"),
    "contact:email": _lazy("E-mail address"),
    "contact:address": _lazy("Address"),
}
_GONE = _lazy("No longer in the file")
STATES = {
    rules.State.WAITING: _lazy("Waiting to be read"),
    rules.State.READING: _lazy("Being read"),
    rules.State.PREVIEW: _lazy("Waits for your yes"),
    rules.State.CONFIRMED: _lazy("Waiting to be brought in"),
    rules.State.APPLYING: _lazy("Being brought in"),
    rules.State.DONE: _lazy("Brought in"),
    rules.State.REFUSED: _lazy("Refused"),
    rules.State.DROPPED: _lazy("Not brought in"),
}


def column(name: str) -> str:
    """A column of the file as people call it."""
    known = (f"{table}:{name}" for table in ("identity", "number", "place", "date", "contact"))
    return next((str(WHAT[key]) for key in known if key in WHAT), name.replace("_", " "))


def change(what: str, before: str, now: str) -> str:
    """Conditional release date: 4 March 2027, was 1 April 2027."""
    if what == "gone":
        return str(_GONE)
    name = WHAT.get(what, what)
    old, new = value(what, before), value(what, now)
    if not before:
        return _("%(name)s: %(new)s, was not given") % {"name": name, "new": new}
    if not now:
        return _("%(name)s: no longer given, was %(old)s") % {"name": name, "old": old}
    return _("%(name)s: %(new)s, was %(old)s") % {"name": name, "new": new, "old": old}


def value(what: str, text: str) -> str:
    if what == "place:kind" and text in set(Place):
        return name_of(Place(text))
    try:
        return dates.long(date.fromisoformat(text))
    except ValueError:
        return text


def teach_others(teach: Callable[..., None]) -> None:
    """How what an import changed is said to the person who asks what is kept about them."""
    teach("ImportedChange", "what", lambda what, row: str(WHAT.get(what, _GONE)))
    for name in ("before", "now"):
        teach("ImportedChange", name, lambda text, row: value(row["what"], text))


def changes(differences: Iterable[dict[str, str]]) -> list[str]:
    return [change(each["what"], each["before"], each["now"]) for each in differences]


def left_out(cell: dict[str, str]) -> str:
    """Sex “x”: why it could not be taken; the text once."""
    if cell["text"] in cell["why"]:
        return cell["why"]
    return f"{column(cell['column'])} “{cell['text']}”: {cell['why']}"
