"""Puts assessments behind the database's lock: each part and each need behind the section of its pathway."""

from django.db import migrations

from throughgate.people.assessment.models import Assessment, FilledPart, HarmRisk, Need
from throughgate.privacy.access.about_person import REGISTERED, second_lock

LOCKED = (Assessment, FilledPart, HarmRisk, Need)


class Migration(migrations.Migration):
    dependencies = [("people", "0013_assessments")]

    operations = [second_lock(model._meta.db_table, REGISTERED[model]) for model in LOCKED]
