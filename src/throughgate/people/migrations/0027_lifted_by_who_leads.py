"""Whoever leads now sees and lifts what organisations that do not lead once set for others (decision 17)."""

from django.db import migrations, models

from throughgate.people.involvement.models import LIMIT, NAMED
from throughgate.privacy.access.about_person import second_lock

LEADS = """
-- Is an organisation, whichever it is, involved for a purpose that leads, under an agreement in force that it signed?
CREATE FUNCTION leads_for(person uuid, organisation bigint, day date) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM people_involvement i
    JOIN privacy_agreement a ON a.id = i.agreement_id
    JOIN privacy_agreementparty p ON p.agreement_id = a.id AND p.organisation_id = i.organisation_id
    WHERE i.person_id = person AND i.organisation_id = organisation AND i.withdrawn_at IS NULL
      AND i.first_day <= day AND (i.last_day IS NULL OR i.last_day >= day)
      AND i.purpose = ANY (limiting_purposes(day)) AND p.signed_on <= day
      AND a.first_day <= day AND a.last_day >= day AND (a.ended_on IS NULL OR a.ended_on > day) AND a.dpia_on <= day);
END
$$;
-- A restriction by who does not lead does not bind the information officer of who does: else nobody could lift it.
CREATE FUNCTION lets_officer_past(person uuid, held_by bigint, s sight) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN my_role() = 'information_officer'
    AND leads_for(person, s.organisation, s.day) AND NOT leads_for(person, held_by, s.day);
END
$$;
CREATE FUNCTION leads_in_place_of(limited uuid, s sight) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM people_limitedaccess l
    WHERE l.id = limited
      AND leads_for(l.person_id, s.organisation, s.day) AND NOT leads_for(l.person_id, l.held_by_id, s.day)
      AND (l.kind = 'restricted' OR EXISTS (
        SELECT 1 FROM people_nameduser n
        WHERE n.limited_access_id = l.id AND NOT EXISTS (
          SELECT 1 FROM privacy_post p
          WHERE p.user_id = n.user_id AND p.organisation_id = l.held_by_id
            AND p.first_day <= s.day AND (p.last_day IS NULL OR p.last_day >= s.day)))));
END
$$;
"""

KEPT_OUT = """
CREATE OR REPLACE FUNCTION kept_from_me(person uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM people_knownperson k
    WHERE k.person_id = person AND k.user_id = my_user() AND k.lifted_on IS NULL
  ) OR EXISTS (
    SELECT 1 FROM people_limitedaccess l
    WHERE l.person_id = person AND l.lifted_at IS NULL
      AND l.first_day <= my_today() AND (l.last_day IS NULL OR l.last_day >= my_today())
      AND (l.kind = 'excluded') = EXISTS (
        SELECT 1 FROM people_nameduser n WHERE n.limited_access_id = l.id AND n.user_id = my_user())
      AND NOT (l.kind = 'restricted' AND lets_officer_past(person, l.held_by_id, my_sight())))
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
  -- Excluded by name, or not among those that a restriction names, if it binds them.
  IF EXISTS (
    SELECT 1 FROM people_limitedaccess l
    WHERE l.person_id = person AND l.lifted_at IS NULL AND l.first_day <= s.day AND (l.last_day IS NULL OR l.last_day >= s.day)
      AND (l.kind = 'excluded') = EXISTS (
        SELECT 1 FROM people_nameduser n WHERE n.limited_access_id = l.id AND n.user_id = s.me)
      AND NOT (l.kind = 'restricted' AND lets_officer_past(person, l.held_by_id, s))
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

# What was set is never set otherwise: whoever may lift another's limit can make no other of it.
LIFTED_ONLY = """
CREATE FUNCTION limit_stays_as_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.kind, NEW.why, NEW.held_by_id, NEW.set_by_id, NEW.first_day, NEW.last_day)
    IS DISTINCT FROM (OLD.kind, OLD.why, OLD.held_by_id, OLD.set_by_id, OLD.first_day, OLD.last_day)
  THEN
    RAISE EXCEPTION 'a limit is lifted and set anew, never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER limit_stays_as_set BEFORE UPDATE ON people_limitedaccess
FOR EACH ROW EXECUTE FUNCTION limit_stays_as_set();
"""
LOOKED_AT = [
    migrations.AddField("limitedaccess", "looked_on", models.DateField(blank=True, null=True)),
    migrations.AddField(
        "limitedaccess",
        "looked_by",
        models.ForeignKey(
            blank=True,
            null=True,
            on_delete=models.PROTECT,
            related_name="+",
            to="privacy.organisation",
        ),
    ),
    migrations.AddField(
        "limitedaccesshistory", "looked_on", models.DateField(blank=True, null=True)
    ),
    migrations.AddField(
        "limitedaccesshistory",
        "looked_by",
        models.ForeignKey(
            blank=True,
            db_constraint=False,
            null=True,
            on_delete=models.DO_NOTHING,
            related_name="+",
            related_query_name="+",
            to="privacy.organisation",
        ),
    ),
]
WIDENED = {"people_limitedaccess": LIMIT, "people_nameduser": NAMED}


class Migration(migrations.Migration):
    dependencies = [("people", "0026_who_may_limit")]

    operations = [
        *LOOKED_AT,
        migrations.RunSQL(LEADS),
        migrations.RunSQL(KEPT_OUT),
        migrations.RunSQL(MAY_SEE),
        migrations.RunSQL(LIFTED_ONLY),
        *[second_lock(table, policies) for table, policies in WIDENED.items()],
    ]
