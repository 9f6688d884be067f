"""What a row of an involvement must agree with: the organisation's kind, its agreement, and its other periods."""

from django.db import migrations

HOLDS = """
CREATE FUNCTION involvement_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM privacy_organisation o
    WHERE o.id = NEW.organisation_id AND kind_sees_people(o.kind, coalesce(my_today(), NEW.first_day))
  ) THEN
    RAISE EXCEPTION 'organisations of this kind never see a person'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'involvement_kind_sees_people';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM privacy_flow f
    JOIN privacy_agreementparty p ON p.agreement_id = f.agreement_id AND p.organisation_id = NEW.organisation_id
    WHERE f.agreement_id = NEW.agreement_id AND f.purpose = NEW.purpose
      AND NEW.organisation_id IN (f.sender_id, f.receiver_id)
  ) THEN
    RAISE EXCEPTION 'the agreement has no flow of this organisation for this purpose'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'involvement_has_a_flow';
  END IF;
  -- Two writers at once wait for each other on the person's row, so the second sees the first's.
  PERFORM 1 FROM people_person p WHERE p.id = NEW.person_id FOR NO KEY UPDATE;
  IF NEW.withdrawn_at IS NULL AND EXISTS (
    SELECT 1 FROM people_involvement i
    WHERE i.person_id = NEW.person_id AND i.organisation_id = NEW.organisation_id
      AND i.purpose = NEW.purpose AND i.id <> NEW.id AND i.withdrawn_at IS NULL
      AND i.first_day <= coalesce(NEW.last_day, 'infinity')
      AND coalesce(i.last_day, 'infinity') >= NEW.first_day
  ) THEN
    RAISE EXCEPTION 'the organisation is involved for this purpose in that time already'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'involvement_once_at_a_time';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER involvement_holds AFTER INSERT OR UPDATE ON people_involvement
  FOR EACH ROW EXECUTE FUNCTION involvement_holds();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_the_second_lock")]

    operations = [migrations.RunSQL(HOLDS)]
