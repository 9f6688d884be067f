"""What was measured, so that two results are told apart on every page that names them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _


def heading(asked: Mapping[str, str]) -> str:
    """“Proven reoffending, 2023, people released, by sex and age group”, from the words of a request."""
    period = (asked["trend"] or asked["cohort"]).replace("..", _(" to "))
    measures = {"local": _("Local measure"), "prolific": _("Prolific measure")}
    indexes = {
        "release": _("people released"),
        "community": _("people convicted"),
        "caution": _("people cautioned"),
    }
    parts = [measures.get(asked["measure"], _("Proven reoffending")), period]
    if asked["index"] in indexes:
        parts.append(indexes[asked["index"]])
    if asked.get("curve"):
        parts.append(_("day by day"))
    if asked["by"]:
        columns = asked["by"].replace("_", " ").replace(",", _(" and "))
        parts.append(_("by %(columns)s") % {"columns": columns})
    return ", ".join(parts)
