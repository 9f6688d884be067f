"""Puts every section of a person behind the database's lock, and lets a receiver see that they were asked."""

from django.db import migrations

from throughgate.people.person.iom.models import FORMER
from throughgate.people.person.matching.models import MATCHES
from throughgate.people.person.moves.models import ANSWERED, MOVED, TAKEN
from throughgate.people.person.notes.models import WRITTEN
from throughgate.privacy.access.about_person import rows_in, second_lock

# Runs as the owner: the receiver's organisation is not involved yet, so their user sees no row that says so.
AWAITS = """
CREATE FUNCTION awaits_me(move uuid, person uuid, organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT organisation = my_organisation()
    AND NOT EXISTS (SELECT 1 FROM people_takenover t WHERE t.move_id = move)
    AND NOT person = ANY ((my_sight()).knows)
    AND NOT EXISTS (
      SELECT 1 FROM people_limitedaccess l
      WHERE l.person_id = person AND l.lifted_at IS NULL
        AND l.first_day <= my_today() AND (l.last_day IS NULL OR l.last_day >= my_today()))
$$;
"""

OWN_COLUMN = rows_in(section_column="section")
LOCKED = {
    "people_adoption": rows_in("iom"),
    "people_alias": rows_in("identity"),
    "people_allocation": rows_in("sharing"),
    "people_condition": rows_in("sentence"),
    "people_contactdetail": rows_in("contact"),
    "people_document": OWN_COLUMN,
    "people_fact": OWN_COLUMN,
    "people_flag": rows_in("risk"),
    "people_formeradoption": FORMER,
    "people_handedover": OWN_COLUMN,
    "people_identifier": rows_in("identity"),
    "people_keydate": rows_in("place"),
    "people_mappa": rows_in("risk"),
    "people_mentoring": rows_in("mentor"),
    "people_move": MOVED,
    "people_note": WRITTEN,
    "people_possiblematch": MATCHES,
    "people_receipt": ANSWERED,
    "people_searchkey": rows_in("identity"),
    "people_sentence": rows_in("sentence"),
    "people_takenover": TAKEN,
    "people_transition": rows_in("place"),
    "people_whereabouts": rows_in("place"),
}


class Migration(migrations.Migration):
    dependencies = [("people", "0006_sections_of_a_person")]

    operations = [
        migrations.RunSQL("SET LOCAL check_function_bodies = off"),
        migrations.RunSQL(AWAITS),
        *[second_lock(table, policies) for table, policies in LOCKED.items()],
    ]
