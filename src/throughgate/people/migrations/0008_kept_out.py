"""Questions that the policies of the rights ask: is this user kept out of a record, was a deletion announced to them."""

from django.db import migrations

KEPT_OUT = """
CREATE FUNCTION kept_from_me(person uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM people_knownperson k
    WHERE k.person_id = person AND k.user_id = my_user() AND k.lifted_on IS NULL
  ) OR EXISTS (
    SELECT 1 FROM people_limitedaccess l
    WHERE l.person_id = person AND l.lifted_at IS NULL
      AND l.first_day <= my_today() AND (l.last_day IS NULL OR l.last_day >= my_today())
      AND (l.kind = 'excluded') = EXISTS (
        SELECT 1 FROM people_nameduser n WHERE n.limited_access_id = l.id AND n.user_id = my_user()))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_lock_the_sections")]

    operations = [migrations.RunSQL(KEPT_OUT)]
