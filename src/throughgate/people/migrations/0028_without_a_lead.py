"""What a manager's home asks of a whole organisation: whom nobody leads, whose contact is late for longest."""

from django.db import migrations, models

# An organisation has thousands of people, of whom few have no lead: to ask the lock of every involvement and every
# allocation on the way costs ten times the answer. What is read on the way is the organisation's own, and whoever is
# found passes may_see() as any row does.
WITHOUT_LEAD = """
CREATE FUNCTION without_lead(roles text[], most int, skip int)
RETURNS TABLE (person uuid, since date) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  s sight := my_sight();
  before text := coalesce(current_setting('throughgate.crossing', true), '');
  asker text := coalesce(current_setting('throughgate.user', true), '');
BEGIN
  -- The tables' policies ask may_see() before they ask who crosses: for nobody it answers at once. Whose sight counts is s.
  PERFORM set_config('throughgate.user', '', true);
  PERFORM set_config('throughgate.crossing', 'finds whom nobody leads, then asks the lock of each', true);
  RETURN QUERY
  WITH led AS MATERIALIZED (
    SELECT a.person_id FROM people_allocation a
    WHERE a.held_by_id = s.organisation AND a.part = 'lead'
      AND a.first_day <= s.day AND (a.last_day IS NULL OR a.last_day >= s.day)
      AND a.worker_id IN (
        SELECT p.user_id FROM privacy_post p JOIN privacy_user u ON u.id = p.user_id
        WHERE p.organisation_id = s.organisation AND p.role = ANY (roles) AND u.is_active
          AND p.first_day <= s.day AND (p.last_day IS NULL OR p.last_day >= s.day))
  )
  SELECT o.person_id, o.since FROM (
    SELECT i.person_id, min(i.first_day) AS since FROM people_involvement i
    WHERE i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
      AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day)
      AND i.agreement_id = ANY (s.agreements)
      AND NOT EXISTS (SELECT FROM led WHERE led.person_id = i.person_id)
    GROUP BY i.person_id
    ORDER BY 2, 1 OFFSET 0) o  -- kept in their order: the lock is asked of no more than are shown
  WHERE may_see(o.person_id, 'sharing', s.organisation, s)
  LIMIT most OFFSET skip;
  PERFORM set_config('throughgate.crossing', before, true);
  PERFORM set_config('throughgate.user', asker, true);
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0027_lifted_by_who_leads")]

    operations = [
        migrations.RunSQL(WITHOUT_LEAD),
        migrations.RemoveIndex("involvement", "involvement_of_organisation"),
        migrations.AddIndex(
            "involvement",
            models.Index(
                fields=["organisation", "-first_day", "person"],
                include=["last_day", "agreement"],
                condition=models.Q(withdrawn_at=None),
                name="involvement_of_organisation",
            ),
        ),
        migrations.RemoveIndex("allocation", "allocation_of_worker"),
        migrations.AddIndex(
            "allocation",
            models.Index(
                fields=["worker", "held_by"],
                include=["person", "part", "first_day", "last_day"],
                name="allocation_of_worker",
            ),
        ),
        migrations.AddIndex(
            "confirmedtier",
            models.Index(
                fields=["held_by", "first_day"],
                condition=models.Q(last_day=None),
                name="confirmedtier_longest",
            ),
        ),
    ]
