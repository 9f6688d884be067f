"""The data statement: typed once by the person who builds the store, printed on every result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from throughgate.common.dates import iso
from throughgate.common.errors import BadInput
from throughgate.evidence.building.mapping import nearest

NEEDED = {
    "whose_data": "whose data these are",
    "offences_and_courts": "which offences and which courts",
    "area": "which area",
    "missed": "what is missed",
}
OPTIONAL = {"complete_to": "the day up to which they are complete"}


def read(source: Path | Mapping[str, object] | None) -> dict[str, str] | None:
    """The statement in a YAML file, or already read; refuses one that leaves something unsaid."""
    if source is None:
        return None
    name, content = ("the statement", source) if isinstance(source, Mapping) else _yaml(source)
    if not isinstance(content, Mapping):
        raise BadInput(f"{name} is not a statement. {_needs()}")
    for key in content:
        if key not in NEEDED | OPTIONAL:
            raise BadInput(
                f"{name}: “{key}” is not understood{nearest(str(key), NEEDED | OPTIONAL)}. {_needs()}"
            )
    for key, meaning in NEEDED.items():
        if not str(content.get(key) or "").strip():
            raise BadInput(f"{name} does not say {meaning} ({key}:). {_needs()}")
    if content.get("complete_to"):
        iso(str(content["complete_to"]), what=f"complete_to in {name}")
    return {key: str(content[key]).strip() for key in (*NEEDED, *OPTIONAL) if content.get(key)}


def _needs() -> str:
    said = "; ".join(f"{key}: {meaning}" for key, meaning in (NEEDED | OPTIONAL).items())
    return f"A data statement has these lines: {said}."


def _yaml(path: Path) -> tuple[str, object]:
    try:
        return path.name, yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadInput(f"There is no statement file {path}. Check its name.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name} is not YAML: {error}. Correct it, then build again.") from None


def complete_to(statement: dict[str, str] | None) -> date | None:
    """The day the statement names, if it names one."""
    said = (statement or {}).get("complete_to")
    return iso(said, what="complete_to in the statement") if said else None
