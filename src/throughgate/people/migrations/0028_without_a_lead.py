"""Whom of an organisation nobody leads who works there: worked out at once, and the lock asked of those it finds."""

from django.db import migrations

# An organisation has thousands of people, of whom few have no lead: to ask the lock of every involvement and every
# allocation on the way costs ten times the answer. What is read on the way is the organisation's own, and whoever is
# found passes may_see() as any row does. The inner OFFSET keeps the order, so that it is asked of no more than are shown.
WITHOUT_LEAD = """
CREATE FUNCTION without_lead(roles text[], most int, skip int, s sight DEFAULT my_sight())
RETURNS TABLE (person uuid, since date) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH led AS MATERIALIZED (
    SELECT a.person_id FROM people_allocation a
    WHERE a.held_by_id = s.organisation AND a.part = 'lead'
      AND a.first_day <= s.day AND (a.last_day IS NULL OR a.last_day >= s.day)
      AND a.worker_id IN (
        SELECT p.user_id FROM privacy_post p JOIN privacy_user u ON u.id = p.user_id
        WHERE p.organisation_id = s.organisation AND p.role = ANY (roles) AND u.is_active
          AND p.first_day <= s.day AND (p.last_day IS NULL OR p.last_day >= s.day)))
  SELECT o.person_id, o.since FROM (
    SELECT i.person_id, min(i.first_day) AS since FROM people_involvement i
    WHERE i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
      AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day)
      AND i.agreement_id = ANY (s.agreements)
      AND NOT EXISTS (SELECT FROM led WHERE led.person_id = i.person_id)
    GROUP BY i.person_id
    ORDER BY since, i.person_id OFFSET 0) o
  WHERE may_see(o.person_id, 'sharing', s.organisation, s)
  LIMIT most OFFSET skip
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0026_who_may_limit")]

    operations = [migrations.RunSQL(WITHOUT_LEAD)]
