"""Finds people by keys: who fits first, then whose organisation works with them, and the lock asked of those alone."""

from django.db import migrations

# The policy of the table would ask may_see() of every row that has a common name, whoever it is about, before anything
# else is asked: hundreds of milliseconds. As the owner, who crosses, the words are met first; what comes out has passed
# may_see() all the same. A key alone is the range from itself to itself with the lowest character after it.
FIND = """
CREATE FUNCTION find_by_keys(places int[], lows text[], highs text[], most int) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off SET enable_seqscan = off ROWS 200 AS $$
DECLARE
  s sight := my_sight();
  before text := coalesce(current_setting('throughgate.crossing', true), '');
  asker text := coalesce(current_setting('throughgate.user', true), '');
  needed int := (SELECT count(DISTINCT p) FROM unnest(places) p);
BEGIN
  IF s.organisation IS NULL OR needed = 0 THEN
    RETURN;
  END IF;
  -- The table's policy asks may_see() before it asks who crosses: for nobody it answers at once. Whose sight counts is s.
  PERFORM set_config('throughgate.user', '', true);
  PERFORM set_config('throughgate.crossing', 'finds by keys, then asks the lock of each row found', true);
  RETURN QUERY
  WITH hits AS MATERIALIZED (
    SELECT k.person_id, k.held_by_id, a.place, bool_or(a.high = a.low || chr(1)) AS exact
    FROM unnest(places, lows, highs) a(place, low, high)
    CROSS JOIN LATERAL (  -- one look into the index for each range, never the whole table
      SELECT n.person_id, n.held_by_id FROM people_searchkey n
      WHERE n.key >= a.low COLLATE "C" AND n.key < a.high COLLATE "C" OFFSET 0) k
    GROUP BY 1, 2, 3
  ), whole AS MATERIALIZED (
    SELECT h.person_id, count(*) FILTER (WHERE h.exact) AS exactly
    FROM hits h GROUP BY 1 HAVING count(DISTINCT h.place) = needed
  ), ours AS MATERIALIZED (
    SELECT w.person_id FROM whole w
    WHERE w.person_id = ANY (s.emergencies) OR (  -- not EXISTS, which would be hashed from every involvement
      SELECT true FROM people_involvement i
      WHERE i.person_id = w.person_id AND i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
        AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day) LIMIT 1)
    ORDER BY w.exactly DESC, w.person_id LIMIT 2 * most
  ), few AS MATERIALIZED (  -- so that the lock is asked after the join, not of every hit
    SELECT h.person_id, h.held_by_id, array_agg(h.place) AS at
    FROM hits h JOIN ours o ON o.person_id = h.person_id GROUP BY 1, 2
  ), seen AS MATERIALIZED (
    SELECT f.person_id, f.at FROM few f WHERE may_see(f.person_id, 'identity', f.held_by_id, s)
  )
  SELECT n.person_id FROM seen n, unnest(n.at) AS at(place)
  GROUP BY 1 HAVING count(DISTINCT at.place) = needed
  LIMIT most;
  PERFORM set_config('throughgate.crossing', before, true);
  PERFORM set_config('throughgate.user', asker, true);
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_row_of_correction")]

    operations = [migrations.RunSQL(FIND)]
