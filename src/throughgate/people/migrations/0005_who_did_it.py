"""What the audit says of who did it is read from the transaction; its rows are only ever added."""

from django.db import migrations

from throughgate.privacy.access.about_person import second_lock
from throughgate.privacy.audit.history import APPEND_ONLY, append_only
from throughgate.privacy.audit.models import KEPT

WHO = """
CREATE FUNCTION who_did_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moment timestamptz := coalesce(nullif(current_setting('throughgate.now', true), '')::timestamptz, clock_timestamp());
  day date := coalesce(my_today(), (moment AT TIME ZONE 'Europe/London')::date);
BEGIN
  NEW.at := CASE WHEN my_user() IS NULL THEN coalesce(NEW.at, moment) ELSE moment END;
  NEW.by_id := coalesce(my_user(), NEW.by_id);
  NEW.organisation_id := coalesce(my_organisation(), NEW.organisation_id);
  NEW.under := ARRAY(
    SELECT i.id FROM people_involvement i
    WHERE i.person_id = NEW.person_id AND i.organisation_id = NEW.organisation_id AND i.withdrawn_at IS NULL
      AND i.first_day <= day AND (i.last_day IS NULL OR i.last_day >= day));
  NEW.emergency := cardinality(NEW.under) = 0 AND EXISTS (
    SELECT 1 FROM people_emergencyaccess e
    WHERE e.person_id = NEW.person_id AND e.user_id = NEW.by_id
      AND e.opened_at <= moment AND e.closes_at > moment);
  RETURN NEW;
END
$$;
CREATE TRIGGER who_did_it BEFORE INSERT ON privacy_auditevent FOR EACH ROW EXECUTE FUNCTION who_did_it();
CREATE TRIGGER who_did_it BEFORE INSERT ON privacy_look FOR EACH ROW EXECUTE FUNCTION who_did_it();
"""
IN_WHICH = """
CREATE FUNCTION in_which_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.transaction := txid_current();
  NEW.crossing := left(coalesce(current_setting('throughgate.crossing', true), ''), 200);
  RETURN NEW;
END
$$;
CREATE TRIGGER in_which_transaction BEFORE INSERT ON privacy_auditevent
  FOR EACH ROW EXECUTE FUNCTION in_which_transaction();
"""
TABLES = ("privacy_auditevent", "privacy_look")


class Migration(migrations.Migration):
    dependencies = [("people", "0004_history"), ("privacy", "0003_audit_and_history")]

    operations = [
        migrations.RunSQL(WHO),
        migrations.RunSQL(IN_WHICH),
        migrations.RunSQL(APPEND_ONLY),
        *[migrations.RunSQL(append_only(table)) for table in TABLES],
        *[second_lock(table, KEPT) for table in TABLES],
    ]
