"""The database's own lock: may_see() is the whole policy; every table about a person asks it of every row."""

from django.db import migrations

from throughgate.people.involvement.models import EMERGENCY, INVOLVEMENT, KNOWN
from throughgate.people.person.models import PERSON
from throughgate.privacy.access.about_person import rows_in, second_lock

# Who asks, from the settings of the transaction. Their organisation and role come from their post, never from a setting.
WHO = """
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
"""

MAY_SEE = """
-- May the user of this transaction see a row about this person, in this section, that this organisation holds?
-- Section 'person' is that somebody is there at all. Without a holder: could they see any row of that section?
CREATE FUNCTION may_see(person uuid, section text, held_by bigint DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  me bigint := nullif(current_setting('throughgate.user', true), '')::bigint;
  day date := nullif(current_setting('throughgate.today', true), '')::date;
  mine bigint;
  my_role text;
BEGIN
  IF me IS NULL OR day IS NULL THEN
    RETURN false;
  END IF;
  SELECT post.organisation, post.role INTO mine, my_role FROM my_post() post;
  IF mine IS NULL OR kept_out(person, me, day) THEN
    RETURN false;
  END IF;
  IF role_opens(my_role, section, day)
     AND carried(person, section, held_by, mine, day) THEN
    RETURN true;
  END IF;
  RETURN emergency_opens(section, day) AND in_emergency(person, me, mine, day);
END
$$;

-- Excluded by name, not among those named by a restriction, or known to the person.
CREATE FUNCTION kept_out(person uuid, me bigint, day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.people_limitedaccess l
    WHERE l.person_id = person AND l.first_day <= day AND (l.last_day IS NULL OR l.last_day >= day)
      AND (l.kind = 'excluded') = EXISTS (
        SELECT 1 FROM public.people_nameduser n WHERE n.limited_access_id = l.id AND n.user_id = me)
  ) OR EXISTS (
    SELECT 1 FROM public.people_knownperson k
    WHERE k.user_id = me AND k.person_id = person AND k.lifted_on IS NULL
  )
$$;

-- A current involvement, and the row is one's own or comes by a flow of that involvement's agreement and purpose.
CREATE FUNCTION carried(person uuid, section text, held_by bigint, mine bigint, day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1
    FROM public.people_involvement i
    JOIN public.privacy_agreement a ON a.id = i.agreement_id
    JOIN public.privacy_agreementparty we ON we.agreement_id = a.id AND we.organisation_id = mine
    WHERE i.person_id = person AND i.organisation_id = mine
      AND i.withdrawn_at IS NULL AND i.first_day <= day AND (i.last_day IS NULL OR i.last_day >= day)
      AND a.first_day <= day AND a.last_day >= day AND (a.ended_on IS NULL OR a.ended_on > day)
      AND a.dpia_on <= day AND we.signed_on <= day
      AND (held_by IS NULL OR held_by = mine OR EXISTS (
        SELECT 1
        FROM public.privacy_flow f
        JOIN public.privacy_agreementparty they
          ON they.agreement_id = a.id AND they.organisation_id = f.sender_id
        WHERE f.receiver_id = mine AND f.agreement_id = a.id AND f.purpose = i.purpose
          AND f.sender_id = held_by AND section = ANY (f.sections) AND they.signed_on <= day
          AND (NOT f.asks_policy_document OR a.policy_document_on <= day)
          AND (section <> 'health' OR told(person, held_by, mine, day))
          AND ('consent' NOT IN (f.sender_article_6, f.receiver_article_6) OR consented(person, f.id, day))
      ))
  )
$$;

CREATE FUNCTION told(person uuid, held_by bigint, mine bigint, day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.people_healthpermission h
    WHERE h.person_id = person AND h.told_to_id = mine AND h.held_by_id = held_by
      AND h.withdrawn_at IS NULL AND h.first_day <= day AND (h.last_day IS NULL OR h.last_day >= day))
$$;

CREATE FUNCTION consented(person uuid, flow bigint, day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.people_consent c
    WHERE c.person_id = person AND c.flow_id = flow
      AND c.withdrawn_at IS NULL AND c.first_day <= day AND (c.last_day IS NULL OR c.last_day >= day))
$$;

-- Nobody's access is limited and an emergency access of this user's is open now.
CREATE FUNCTION in_emergency(person uuid, me bigint, mine bigint, day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.people_emergencyaccess e
    WHERE e.user_id = me AND e.person_id = person AND e.organisation_id = mine
      AND e.opened_at <= nullif(current_setting('throughgate.now', true), '')::timestamptz
      AND e.closes_at > nullif(current_setting('throughgate.now', true), '')::timestamptz
  ) AND NOT EXISTS (
    SELECT 1 FROM public.people_limitedaccess l
    WHERE l.person_id = person AND l.first_day <= day AND (l.last_day IS NULL OR l.last_day >= day)
  )
$$;

-- Only the organisation that holds a row writes it, and only where its user may see it.
CREATE FUNCTION may_write(person uuid, section text, held_by bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(held_by = my_organisation() AND may_see(person, section, held_by), false)
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
        migrations.RunSQL(WHO),
        migrations.RunSQL(MAY_SEE),
        *[second_lock(table, policies) for table, policies in LOCKED.items()],
    ]
