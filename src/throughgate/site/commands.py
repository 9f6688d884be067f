"""The commands that look after an installation: backup, restore, check."""

from __future__ import annotations

from pathlib import Path

from throughgate.common.errors import ThroughgateError, WrongUse
from throughgate.evidence import installation
from throughgate.site.environment import Role, read
from throughgate.site.running import Say
from throughgate.site.set_up import as_role, check_roles, need_database, pending_migrations, set_up


def backup(file: Path, *, say: Say) -> None:
    """Write the database and the documents to a file."""
    from throughgate.site.backup import back_up

    need_database()
    with as_role(Role.OWNER):
        if read().database_urls:
            check_roles()
        back_up(file)
    say(
        f"The database and the documents are in {file}. The stores are folders: copy {installation.stores()} too."
    )


def restore(file: Path, *, say: Say) -> None:
    """Put the database and the documents back, then bring the tables up to date."""
    from throughgate.site.backup import restore as put_back

    with as_role(Role.OWNER):
        _make_server_ready()
        put_back(file)
        set_up(say)
    say(f"The database and the documents are as they were in {file}.")


def _make_server_ready() -> None:
    from throughgate.site import embedded, roles

    if not read().database_urls:
        roles.ensure(str(embedded.socket_folder()))


def load_offence_codes(file: Path, *, say: Say) -> None:
    """Check the whole table, then put it in place of the one that was there."""
    from throughgate.predictors.offences import read

    found = read(file)
    kept = installation.offence_codes()
    kept.parent.mkdir(parents=True, exist_ok=True)
    beside = kept.with_name(f".{kept.name}")
    beside.write_bytes(file.read_bytes())
    beside.replace(kept)
    say(
        f"Offence codes kept: {len(found.coded):,}. Scores that are worked out from now on go by them; "
        "those of before say by what they went."
    )


def check(*, say: Say) -> None:
    """Say what works and what does not; the code is not 0 when something does not."""
    need_database()
    with as_role(Role.OWNER):
        from django.core.management import call_command

        from throughgate.site import health

        call_command("check", verbosity=0)
        if read().database_urls:
            check_roles()
        parts = health.check()
        parts.pop("worker")  # it runs with the site, and the site need not run for this
        pending = pending_migrations()
    for name, works in parts.items():
        say(f"{name:<12}{'ok' if works else 'not working'}")
    if pending:
        raise ThroughgateError(
            f"{len(pending)} changes of tables are not made yet. “throughgate serve” makes them, after a "
            "backup."
        )
    if not all(parts.values()):
        raise ThroughgateError("Something does not work; see the lines above.")


def add_store(name: str, folder: Path, *, say: Say) -> None:
    """Make a store known to the site."""
    need_database()
    with as_role(Role.WORKER):
        from throughgate.partnership.measurement.changes import register_store

        store = register_store(name=name, folder=folder, by=None)
        say(f"“{store.name}” is known to the site: {store.folder}")


def invite(email: str, *, name: str, organisation: str, kind: str, role: str, say: Say) -> None:
    """Give somebody a post and a link to begin with: how an installation gets its first administrator."""
    need_database()
    with as_role(Role.OWNER):
        link = _invited(email, name, organisation, kind, role)
    say(f"{name} begins here, within a week: {link}")


def _invited(email: str, name: str, organisation: str, kind: str, role: str) -> str:
    from django.utils import timezone

    from throughgate.common.dates import today
    from throughgate.privacy.administration import changes

    first, _, last = name.strip().partition(" ")
    if not (first and last):
        raise WrongUse('Give a first and a last name, like --name "First Last".')
    return changes.first_link(
        email=email,
        first_name=first,
        last_name=last,
        organisation=organisation,
        kind=kind,
        role=role,
        by=None,
        today=today(),
        now=timezone.now(),
    )
