"""What came of a possible match; and the one way in which an emergency finds somebody out of sight."""

from django.db import migrations, models

# As the owner, who crosses: all that comes out is one id, or nothing; nothing also for who is limited or known to the
# user, and for whoever asked too often. Exact means a number, or two words of one name with the birth date, as one
# holder has them.
# The word that lets the owner cross is set while the function looks, and put back before it answers.
FIND = """
CREATE FUNCTION my_emergency_tries() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('throughgate.crossing', true), '');
  tries bigint;
BEGIN
  PERFORM set_config('throughgate.crossing', 'counts how often one user asked in an emergency', true);
  SELECT count(*) INTO tries FROM privacy_auditevent a
  WHERE a.organisation_id = my_organisation() AND a.by_id = my_user() AND a.kind = 'EmergencyTried'
    AND a.at > nullif(current_setting('throughgate.now', true), '')::timestamptz - interval '1 hour';
  PERFORM set_config('throughgate.crossing', before, true);
  RETURN tries;
END
$$;
CREATE FUNCTION find_for_emergency(wanted text[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  s sight := my_sight();
  before text := coalesce(current_setting('throughgate.crossing', true), '');
  found uuid[];
  numbers int := (SELECT count(*) FROM unnest(wanted) k WHERE k LIKE 'n_%');
  births int := (SELECT count(*) FROM unnest(wanted) k WHERE k LIKE 'd_%');
  words int := (SELECT count(DISTINCT k) FROM unnest(wanted) k WHERE k LIKE 'w_%');
BEGIN
  IF s.organisation IS NULL OR NOT 'identity' = ANY (s.opens)
    OR numbers + births + words <> cardinality(wanted)
    OR NOT (numbers = 1 AND births + words = 0 OR numbers = 0 AND births = 1 AND words >= 2)
    OR my_emergency_tries() >= emergency_tries(s.day)
  THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('throughgate.crossing', 'an emergency: at most one person by exact keys', true);
  SELECT array_agg(DISTINCT whole.person_id) INTO found FROM (
    SELECT k.person_id FROM people_searchkey k
    WHERE k.key = ANY (wanted) AND NOT k.person_id = ANY (s.knows)
      AND NOT EXISTS (
        SELECT 1 FROM people_limitedaccess l
        WHERE l.person_id = k.person_id AND l.lifted_at IS NULL
          AND l.first_day <= s.day AND (l.last_day IS NULL OR l.last_day >= s.day))
    GROUP BY k.person_id, k.held_by_id
    HAVING count(*) = cardinality(wanted)
  ) whole;
  PERFORM set_config('throughgate.crossing', before, true);
  RETURN CASE WHEN cardinality(found) = 1 THEN found[1] END;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_lock_the_rights")]

    operations = [
        migrations.AddField("possiblematch", "joined_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "possiblematch", "problem", models.CharField(blank=True, max_length=500)
        ),
        migrations.AddField(
            "possiblematchhistory", "joined_on", models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            "possiblematchhistory", "problem", models.CharField(blank=True, max_length=500)
        ),
        migrations.RunSQL(
            "SET LOCAL check_function_bodies = off"
        ),  # published functions come later
        migrations.RunSQL(FIND),
    ]
