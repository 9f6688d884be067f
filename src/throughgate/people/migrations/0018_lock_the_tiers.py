"""Puts scores and tiers behind the database's lock: of the section of risk, and for some kinds of organisation alone."""

from django.db import migrations

from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.access.about_person import REGISTERED, second_lock

LOCKED = (CalculatedTier, ConfirmedTier, ContactMade, OffendingHistory, Score, TierOverride)


class Migration(migrations.Migration):
    dependencies = [("people", "0017_tiers_and_scores")]

    operations = [second_lock(model._meta.db_table, REGISTERED[model]) for model in LOCKED]
