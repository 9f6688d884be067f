"""Puts the cases of people's rights behind the database's lock: for officers, and never for those kept out of a record."""

from django.db import migrations

from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.deletion.models import Deletion, Hold
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess, Wait
from throughgate.people.rights.watch.models import StandsOut
from throughgate.privacy.access.about_person import REGISTERED, second_lock

LOCKED = (
    Asked,
    Complaint,
    Correction,
    Deletion,
    Found,
    Given,
    Hold,
    StandsOut,
    SubjectAccess,
    Wait,
)


class Migration(migrations.Migration):
    dependencies = [("people", "0009_rights")]

    operations = [second_lock(model._meta.db_table, REGISTERED[model]) for model in LOCKED]
