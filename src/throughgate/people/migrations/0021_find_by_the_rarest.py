"""Finds people by keys, the rarest word first: the other words are looked up of those few, and not of everybody."""

from django.db import migrations

# The keys are a table of the lock: its owner, who runs this and nothing of the pages, reads them without asking a policy
# of every row that has a common name. Whoever comes out has passed may_see(). A common first name has thousands of rows,
# the family name beside it a few hundred, of whom this organisation works with a few.
OF_THE_LOCK = "ALTER TABLE people_searchkey NO FORCE ROW LEVEL SECURITY"
# One plan for every name: to plan anew for each took longer than to find.
FIND = """
CREATE OR REPLACE FUNCTION find_by_keys(places int[], lows text[], highs text[], most int) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan ROWS 200 AS $$
DECLARE
  s sight := my_sight();
  needed int := (SELECT count(DISTINCT p) FROM unnest(places) p);
  rarest int := places[1];
BEGIN
  IF s.organisation IS NULL OR needed = 0 THEN
    RETURN;
  END IF;
  IF needed > 1 THEN  -- counted no further than it matters
    rarest := (
      SELECT a.place FROM unnest(places, lows, highs) a(place, low, high)
      CROSS JOIN LATERAL (SELECT count(*) AS met FROM (
        SELECT FROM people_searchkey n
        WHERE n.key >= a.low COLLATE "C" AND n.key < a.high COLLATE "C" LIMIT 3000) met) k
      GROUP BY 1 ORDER BY sum(k.met), 1 LIMIT 1);
  END IF;
  RETURN QUERY
  WITH rare AS MATERIALIZED (
    SELECT DISTINCT k.person_id FROM unnest(places, lows, highs) a(place, low, high)
    CROSS JOIN LATERAL (  -- one look into the index for each range, never the whole table
      SELECT n.person_id FROM people_searchkey n
      WHERE n.key >= a.low COLLATE "C" AND n.key < a.high COLLATE "C" OFFSET 0) k
    WHERE a.place = rarest
  ), ours AS MATERIALIZED (
    SELECT r.person_id FROM rare r
    WHERE r.person_id = ANY (s.emergencies) OR (  -- not EXISTS, which would be hashed from every involvement
      SELECT true FROM people_involvement i
      WHERE i.person_id = r.person_id AND i.organisation_id = s.organisation AND i.withdrawn_at IS NULL
        AND i.first_day <= s.day AND (i.last_day IS NULL OR i.last_day >= s.day) LIMIT 1)
  ), hits AS MATERIALIZED (
    SELECT o.person_id, k.held_by_id, k.place, bool_or(k.exact) AS exact
    FROM ours o CROSS JOIN LATERAL (
      SELECT n.held_by_id, a.place, a.high = a.low || chr(1) AS exact
      FROM people_searchkey n JOIN unnest(places, lows, highs) a(place, low, high)
        ON n.key >= a.low COLLATE "C" AND n.key < a.high COLLATE "C"
      WHERE n.person_id = o.person_id OFFSET 0) k
    GROUP BY 1, 2, 3
  ), whole AS MATERIALIZED (
    SELECT h.person_id FROM hits h GROUP BY 1 HAVING count(DISTINCT h.place) = needed
    ORDER BY count(*) FILTER (WHERE h.exact) DESC, 1 LIMIT 2 * most
  ), few AS MATERIALIZED (  -- so that the lock is asked after the join, not of every hit
    SELECT h.person_id, h.held_by_id, array_agg(h.place) AS at
    FROM hits h JOIN whole w ON w.person_id = h.person_id GROUP BY 1, 2
  ), seen AS MATERIALIZED (
    SELECT f.person_id, f.at FROM few f WHERE may_see(f.person_id, 'identity', f.held_by_id, s)
  )
  SELECT n.person_id FROM seen n, unnest(n.at) AS at(place)
  GROUP BY 1 HAVING count(DISTINCT at.place) = needed
  LIMIT most;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0020_lock_the_release")]

    operations = [migrations.RunSQL([OF_THE_LOCK, FIND])]
