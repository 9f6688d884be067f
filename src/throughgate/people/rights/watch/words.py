"""What somebody saw, in words: a form that was opened is not said as if it were done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughgate.common.values import load

TOPIC = "throughgate.people.rights.watch"


def seen(place: str, *, in_list: bool) -> str:
    """“Overview”, “Opened the form to write a note”, “People (on a list)”."""
    what = _what(place)
    return _("%(what)s (on a list)") % {"what": what} if in_list else what


def _what(place: str) -> str:
    published = load(TOPIC)
    forms = published["forms"].latest
    if place in forms:
        return _("Opened the form to %(what)s") % {"what": forms[place]}
    return str(published["pages"].latest.get(place, _("A page of the record")))
