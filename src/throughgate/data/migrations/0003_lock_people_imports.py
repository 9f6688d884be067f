"""Puts what imports hold about people behind the database's lock, and lets a user ask when they last looked."""

from django.db import migrations

from throughgate.data.imports.people.models import LINES
from throughgate.privacy.access.about_person import rows_in, second_lock

# Looks are for information officers; when one last looked oneself is no secret from oneself.
LAST_LOOK = """
CREATE FUNCTION my_last_look(person uuid) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('throughgate.crossing', true), '');
  found timestamptz;
BEGIN
  PERFORM set_config('throughgate.crossing', 'a user asks when they last looked', true);
  SELECT max(l.at) INTO found FROM privacy_look l
  WHERE l.person_id = person AND l.by_id = my_user() AND NOT l.in_list;
  PERFORM set_config('throughgate.crossing', before, true);
  RETURN found;
END
$$;
"""
LOCKED = {
    "imports_line": LINES,
    "imports_brought": rows_in("identity"),
    "imports_change": rows_in(section_column="section"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("data", "0002_people_imports"),
        ("people", "0007_lock_the_sections"),
        ("privacy", "0003_audit_and_history"),
    ]

    operations = [
        migrations.RunSQL(LAST_LOOK),
        *[second_lock(table, policies) for table, policies in LOCKED.items()],
    ]
