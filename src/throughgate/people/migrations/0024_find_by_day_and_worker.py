"""Steps are looked for by person and day, plans by who holds them and since when, allocations by worker."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0023_cleared_for_a_list")]

    operations = [
        migrations.RemoveIndex(model_name="step", name="step_of_person"),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["person", "due"], name="step_of_person"),
        ),
        migrations.RemoveIndex(model_name="allocation", name="allocation_of_worker"),
        migrations.AddIndex(
            model_name="allocation",
            index=models.Index(fields=["worker", "held_by"], name="allocation_of_worker"),
        ),
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(fields=["held_by", "begun_on"], name="plan_of_holder"),
        ),
    ]
