"""Who may limit the users of other organisations: the organisation that leads. Everybody else limits its own users."""

from dataclasses import replace

from django.db import migrations

from throughgate.people.involvement.models import LEADS as LED
from throughgate.people.involvement.models import OF_OFFICERS
from throughgate.privacy.access.about_person import second_lock

LEADS = """
CREATE FUNCTION may_limit_others(person uuid, s sight) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM people_involvement i
    WHERE i.person_id = person AND i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
      AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day)
      AND i.agreement_id = ANY (s.agreements) AND i.purpose = ANY (limiting_purposes(s.day)));
END
$$;
CREATE FUNCTION works_here(who bigint, s sight) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM privacy_post p
    WHERE p.user_id = who AND p.organisation_id = s.organisation
      AND p.first_day <= s.day AND (p.last_day IS NULL OR p.last_day >= s.day));
END
$$;
"""
# As of this step: 0027 lets more see and lift them.
NARROWED = {
    "people_limitedaccess": replace(
        OF_OFFICERS, enter=f"{OF_OFFICERS.enter} AND (kind = 'excluded' OR {LED})"
    ),
    "people_nameduser": replace(
        OF_OFFICERS,
        enter=f"{OF_OFFICERS.enter} AND (works_here(user_id, (SELECT my_sight())) OR {LED})",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("people", "0025_said_between")]

    operations = [
        migrations.RunSQL(LEADS),
        *[second_lock(table, policies) for table, policies in NARROWED.items()],
    ]
