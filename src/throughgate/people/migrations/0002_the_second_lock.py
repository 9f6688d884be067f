"""The database's own lock: may_see() is the whole policy; every table about a person asks it of every row."""

from django.db import migrations

from throughgate.people.involvement.models import EMERGENCY, INVOLVEMENT, KNOWN
from throughgate.people.person.models import PERSON
from throughgate.privacy.access.about_person import rows_in, second_lock

# Who asks and on which day come from the settings of the transaction; where they work, in which role and under which
# agreements is read here, from their post. Nobody but the owner can write what it reads.
SIGHT = """
CREATE FUNCTION my_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('throughgate.user', true), '')::bigint
$$;
CREATE FUNCTION my_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('throughgate.today', true), '')::date
$$;
CREATE FUNCTION my_post(OUT organisation bigint, OUT role text)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.organisation_id, p.role
  FROM privacy_user u
  JOIN privacy_post p ON p.user_id = u.id
  JOIN privacy_organisation o ON o.id = p.organisation_id AND o.active
  WHERE u.id = my_user() AND u.is_active
    AND p.first_day <= my_today() AND (p.last_day IS NULL OR p.last_day >= my_today())
  ORDER BY (p.id = u.working_in_id) IS TRUE DESC, p.first_day DESC, p.id DESC
  LIMIT 1
$$;
CREATE FUNCTION my_organisation() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT organisation FROM my_post()
$$;
CREATE FUNCTION my_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT role FROM my_post()
$$;

-- All that is the same for every row of a query: worked out once a query, not once a row.
CREATE TYPE sight AS (
  me bigint, day date, organisation bigint, opens text[], agreements bigint[], knows uuid[],
  emergencies uuid[], emergency_opens text[]
);
CREATE FUNCTION my_sight() RETURNS sight
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  s sight;
  role text;
  moment timestamptz := nullif(current_setting('throughgate.now', true), '')::timestamptz;
BEGIN
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

# One index look-up for limits and one for the involvement: about 10 microseconds a row. The two ways to an involvement
# are apart, and plans are generic, because PostgreSQL would else plan anew at every row.
MAY_SEE = """
-- May the user of this transaction see a row about this person, in this section, that this organisation holds?
-- Section 'person' is that somebody is there at all. Without a holder: could they see any row of that section?
CREATE FUNCTION may_see(person uuid, section text, held_by bigint DEFAULT NULL, s sight DEFAULT my_sight())
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER COST 1000
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
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

-- What another organisation holds comes by a flow of the agreement and the purpose of an involvement of ours.
CREATE FUNCTION flows_to_me(person uuid, section text, held_by bigint, s sight)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1
    FROM people_involvement i
    JOIN privacy_flow f ON f.agreement_id = i.agreement_id AND f.purpose = i.purpose
    JOIN privacy_agreement a ON a.id = i.agreement_id
    JOIN privacy_agreementparty they ON they.agreement_id = a.id AND they.organisation_id = held_by
    WHERE i.person_id = person AND i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
      AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day)
      AND i.agreement_id = ANY (s.agreements)
      AND f.receiver_id = s.organisation AND f.sender_id = held_by AND section = ANY (f.sections)
      AND they.signed_on <= s.day AND (NOT f.asks_policy_document OR a.policy_document_on <= s.day)
      -- Confidential health and treatment information: the person said it may be told to us.
      AND (section <> 'health' OR EXISTS (
        SELECT 1 FROM people_healthpermission h
        WHERE h.person_id = person AND h.told_to_id = s.organisation AND h.held_by_id = held_by
          AND h.withdrawn_at IS NULL AND h.first_day <= s.day AND (h.last_day IS NULL OR h.last_day >= s.day)))
      -- A flow that rests on consent stops for whoever does not give it.
      AND ('consent' NOT IN (f.sender_article_6, f.receiver_article_6) OR EXISTS (
        SELECT 1 FROM people_consent c
        WHERE c.person_id = person AND c.flow_id = f.id
          AND c.withdrawn_at IS NULL AND c.first_day <= s.day AND (c.last_day IS NULL OR c.last_day >= s.day))));
END
$$;

-- Only the organisation that holds a row writes it, and only where its user may see it.
CREATE FUNCTION may_write(person uuid, section text, held_by bigint, s sight) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(held_by = s.organisation AND may_see(person, section, held_by, s), false)
$$;
"""

LOCKED = {
    "people_person": PERSON,
    "people_identity": rows_in("identity"),
    "people_involvement": INVOLVEMENT,
    "people_limitedaccess": rows_in("limits", of_the_lock=True),
    "people_nameduser": rows_in("limits", of_the_lock=True),
    "people_knownperson": KNOWN,
    "people_emergencyaccess": EMERGENCY,
    "people_healthpermission": rows_in("sharing", of_the_lock=True),
    "people_consent": rows_in("sharing", of_the_lock=True),
}


class Migration(migrations.Migration):
    dependencies = [("people", "0001_person_and_involvement")]

    operations = [
        migrations.RunSQL("SET LOCAL check_function_bodies = off"),  # they call one another
        migrations.RunSQL(SIGHT),
        migrations.RunSQL(MAY_SEE),
        *[second_lock(table, policies) for table, policies in LOCKED.items()],
    ]
