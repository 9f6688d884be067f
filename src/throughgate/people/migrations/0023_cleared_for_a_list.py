"""A list asks the lock of its people once: what is the same for all rows of one's own organisation about a person."""

from django.db import migrations

# Cleared is whom one's own organisation works with and no limit keeps from this user. It is kept with the rest of the
# user's sight until the transaction ends, or until it writes anything at all: from then on every row is asked for anew.
# An emergency clears nobody.
SIGHT = """
ALTER TYPE sight ADD ATTRIBUTE cleared uuid[];

CREATE OR REPLACE FUNCTION my_sight() RETURNS sight
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  s sight;
  role text;
  moment timestamptz := nullif(current_setting('throughgate.now', true), '')::timestamptz;
BEGIN
  IF pg_current_xact_id_if_assigned() IS NULL AND current_setting('throughgate.sight', true) <> '' THEN
    RETURN current_setting('throughgate.sight')::sight;
  END IF;
  s.me := nullif(current_setting('throughgate.user', true), '')::bigint;
  s.day := nullif(current_setting('throughgate.today', true), '')::date;
  IF s.me IS NULL OR s.day IS NULL THEN
    RETURN s;
  END IF;
  SELECT p.organisation, p.role INTO s.organisation, role FROM my_post() p;
  IF s.organisation IS NULL THEN
    RETURN s;
  END IF;
  s.opens := role_opens(role, s.day);
  s.agreements := ARRAY(
    SELECT a.id FROM privacy_agreement a
    JOIN privacy_agreementparty we ON we.agreement_id = a.id
    WHERE we.organisation_id = s.organisation AND we.signed_on <= s.day
      AND a.first_day <= s.day AND a.last_day >= s.day AND (a.ended_on IS NULL OR a.ended_on > s.day)
      AND a.dpia_on <= s.day);
  s.knows := ARRAY(
    SELECT k.person_id FROM people_knownperson k WHERE k.user_id = s.me AND k.lifted_on IS NULL);
  s.emergencies := ARRAY(
    SELECT e.person_id FROM people_emergencyaccess e
    WHERE e.user_id = s.me AND e.organisation_id = s.organisation
      AND e.opened_at <= moment AND e.closes_at > moment);
  s.emergency_opens := emergency_opens(s.day);
  RETURN s;
END
$$;
"""

CLEAR = """
CREATE FUNCTION clear_for_list(people uuid[], most int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  s sight := my_sight();
  emergencies uuid[] := s.emergencies;
BEGIN
  s.cleared := NULL;
  s.emergencies := '{}';
  s.cleared := ARRAY(
    SELECT p FROM unnest(people[:most]) p
    WHERE cardinality(s.opens) > 0 AND may_see(p, s.opens[1], s.organisation, s));
  s.emergencies := emergencies;
  PERFORM set_config('throughgate.sight', s::text, true);
END
$$;
"""

MAY_SEE = """
CREATE OR REPLACE FUNCTION may_see(person uuid, section text, held_by bigint DEFAULT NULL, s sight DEFAULT my_sight())
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER COST 1000
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF person = ANY (s.cleared) AND section = ANY (s.opens) AND (held_by IS NULL OR held_by = s.organisation) THEN
    RETURN true;
  END IF;
  IF s.organisation IS NULL OR person = ANY (s.knows) THEN
    RETURN false;
  END IF;
  -- Excluded by name, or not among those that a restriction names.
  IF EXISTS (
    SELECT 1 FROM people_limitedaccess l
    WHERE l.person_id = person AND l.lifted_at IS NULL AND l.first_day <= s.day AND (l.last_day IS NULL OR l.last_day >= s.day)
      AND (l.kind = 'excluded') = EXISTS (
        SELECT 1 FROM people_nameduser n WHERE n.limited_access_id = l.id AND n.user_id = s.me)
  ) THEN
    RETURN false;
  END IF;
  IF section = ANY (s.opens) THEN
    IF held_by IS NULL OR held_by = s.organisation THEN
      IF EXISTS (
        SELECT 1 FROM people_involvement i
        WHERE i.person_id = person AND i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
          AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day)
          AND i.agreement_id = ANY (s.agreements)
      ) THEN
        RETURN true;
      END IF;
    ELSIF flows_to_me(person, section, held_by, s) THEN
      RETURN true;
    END IF;
  END IF;
  -- An emergency opens little, and nothing of anybody whose record is limited in any way.
  RETURN person = ANY (s.emergencies) AND section = ANY (s.emergency_opens) AND NOT EXISTS (
    SELECT 1 FROM people_limitedaccess l
    WHERE l.person_id = person AND l.lifted_at IS NULL AND l.first_day <= s.day AND (l.last_day IS NULL OR l.last_day >= s.day));
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0022_told_and_met")]

    operations = [
        migrations.RunSQL(SIGHT),
        migrations.RunSQL(MAY_SEE),
        migrations.RunSQL(CLEAR),
    ]
