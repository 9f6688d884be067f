"""The command that brings people in from a file, such as a nightly one: no page, no user, the same steps."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from throughgate.common.errors import BadInput, WrongUse
from throughgate.site.environment import Role
from throughgate.site.set_up import Say, as_role, need_database


def import_people(
    files: list[Path],
    *,
    organisation: str,
    source: str,
    agreement: str,
    purpose: str,
    columns: Path | None,
    day: str,
    whole: bool,
    sure: Callable[[], bool],
    say: Say,
) -> None:
    """Read, show, ask, bring in. What is refused is said line by line, and the code is 0 all the same."""
    need_database()
    with as_role(Role.WORKER), tempfile.TemporaryDirectory() as folder:
        from throughgate.common.dates import iso, now, today
        from throughgate.data.imports.people import changes, printed, queries, running
        from throughgate.data.imports.people.rules import State

        moment, on = now(), today()
        sender, under = queries.named(organisation, agreement)
        sent = changes.receive(
            organisation=sender,
            source=source,
            day=iso(day, what="--day") if day else on,
            whole=whole,
            agreement=under,
            purpose=purpose,
            files=_copies(files, columns, Path(folder)),
            by=None,
            today=on,
            now=moment,
        )
        begun = _begun(changes, sent, State.READING)
        try:
            running.preview(begun, today=on)
        except BaseException:
            changes.refuse(importing=begun, reason="It could not be read.", by=None, now=moment)
            raise
        for line in printed.lines(begun, today=on):
            say(line)
        if not sure():
            changes.drop(importing=begun, by=None, today=on, now=moment)
            say("Nothing was brought in.")
            return
        changes.confirm(importing=begun, by=None, today=on)
        running.apply(
            _begun(changes, sent, State.APPLYING), today=on, now=moment, note=lambda percent: None
        )
        say("Brought in.")


def _begun(changes: Any, sent: Any, state: Any) -> Any:
    begun = changes.begin(importing=str(sent.pk), to=state)
    if begun is None:
        raise WrongUse("The import was taken up by another process. Look at it on its page.")
    return begun


def _copies(files: list[Path], columns: Path | None, folder: Path) -> dict[str, Any]:
    """The files are moved into the installation: theirs stay where they are."""
    named = {"people": files, "mapping": [columns] if columns else []}
    copied: dict[str, Any] = {}
    for kind, paths in named.items():
        for number, path in enumerate(paths):
            if not path.is_file():
                raise BadInput(f"There is no file {path}. Check its name.")
            copy = folder / f"{kind}-{number}"
            shutil.copyfile(path, copy)
            copied.setdefault(kind, []).append((path.name, copy))
    return copied
