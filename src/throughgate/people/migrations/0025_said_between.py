"""Who reads what a person said may be told or done: those it is told between, and nobody through an emergency."""

from django.db import migrations

from throughgate.people.involvement.models import CONSENTED, TOLD_HEALTH
from throughgate.privacy.access.about_person import second_lock

# An emergency opens sharing, so that whoever opened one knows whom to ring. What the person said is beside it in that
# section, and can tell of health by itself.
BY_INVOLVEMENT = """
CREATE FUNCTION may_see_by_involvement(person uuid, section text, held_by bigint, s sight)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  s.emergencies := '{}';
  RETURN may_see(person, section, held_by, s);
END
$$;
"""
NARROWED = {"people_healthpermission": TOLD_HEALTH, "people_consent": CONSENTED}


class Migration(migrations.Migration):
    dependencies = [("people", "0024_find_by_day_and_worker")]

    operations = [
        migrations.RunSQL(BY_INVOLVEMENT),
        *[second_lock(table, policies) for table, policies in NARROWED.items()],
    ]
