"""Every state that a row ever had, kept by triggers of the database, so that bulk and raw writes are caught too.

`keep_history(models)` gives each model a history beside it: `people_identity` has `people_identityhistory`. A row of it
is the state after an insert or an update, or before a delete, with who did it and in which transaction (the same number
as in the audit event). Nobody can write or change it. It is for information officers, as far as they see the row; a
model that says `HISTORY_SEEN = "…"`, a condition in SQL, lets those see what a row was before who may see the row and
meet it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pghistory
import pgtrigger
from django.db import connection, models
from django.db.models import BigIntegerField, Func
from pghistory.models import Event

from throughgate.privacy.access.about_person import NOBODY, REGISTERED, Policies, about_person
from throughgate.privacy.audit.models import OFFICER
from throughgate.privacy.retention.fields import NO, YES, handled

BY_TRIGGER = "pg_trigger_depth() > 0"
# Only the nightly deletion says this word, as a role that may remove rows at all.
APPEND_ONLY = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND coalesce(current_setting('throughgate.deleting', true), '') <> '' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
"""
HISTORIES: dict[type[models.Model], type[models.Model]] = {}


class WhoeverActs(Func):
    """The user of the transaction."""

    template = "nullif(current_setting('throughgate.user', true), '')::bigint"
    output_field = BigIntegerField()


class Transaction(Func):
    """The number of the transaction."""

    template = "txid_current()"
    output_field = BigIntegerField()


@handled(pgh_id=NO, pgh_created_at=NO, pgh_label=NO, pgh_by=YES, pgh_transaction=NO)
class History(Event):
    """What every history has beside the columns of its table."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_by = BigIntegerField(null=True, db_default=WhoeverActs())
    pgh_transaction = BigIntegerField(db_default=Transaction())

    class Meta:
        abstract = True


def keep_history(
    kept: Iterable[type[models.Model]], *, leaving_out: Iterable[str] = ()
) -> dict[str, type[models.Model]]:
    """A history for each model that has none yet, by its name. Call it where an area gathers its models, last."""
    made = {}
    for model in kept:
        if model not in HISTORIES and not issubclass(model, Event):
            HISTORIES[model] = _history(model, [n for n in leaving_out if _has(model, n)])
            made[HISTORIES[model].__name__] = HISTORIES[model]
    return made


def forget(model: type[models.Model], gone: Iterable[Any]) -> None:
    """The history of rows whose time is over goes too; only a role that may remove rows at all can say the word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('throughgate.deleting', 'its time is over', true)")
    HISTORIES[model]._base_manager.filter(id__in=list(gone))._raw_delete("default")


def append_only(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
    )


def lock(cursor: Any) -> None:
    """Write the triggers anew and put every history behind the lock of its table.

    Run by the owner after each migration, before any grant: the triggers follow the columns that a table has now.
    """
    cursor.execute(";".join(_triggers()))
    pgtrigger.prune()
    cursor.execute(APPEND_ONLY)
    for history in HISTORIES.values():
        table = history._meta.db_table
        cursor.execute(append_only(table))
        for words in REGISTERED[history].statements(table) if history in REGISTERED else ():
            cursor.execute(words)


def _triggers() -> list[str]:
    return [trigger.compile(model).install_sql for model, trigger in pgtrigger.registered()]


def _history(model: type[models.Model], leaving_out: list[str]) -> type[models.Model]:
    made: type[models.Model] = pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=leaving_out,
        obj_field=None,  # type: ignore[arg-type]  # documented, but not in its types
        context_field=None,  # type: ignore[arg-type]
        base_model=History,
        abstract=False,
    )
    if model in REGISTERED:
        about_person(_policies(model))(made)
    return made


def _policies(model: type[models.Model]) -> Policies:
    """What was taken away (a mark that was removed, a name that was wrong) must not live on in its history."""
    of_row = REGISTERED[model]
    others = getattr(model, "HISTORY_SEEN", "false")
    return replace(
        of_row,
        see=f"({OFFICER} OR ({others})) AND ({of_row.see})",
        enter=BY_TRIGGER,
        change=NOBODY,
        remove=NOBODY,
        of_the_lock=False,
    )


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.local_fields)
