from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0010_number_given_once")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="gave_way",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Got nothing in its session; the firm sent another"
            ),
        ),
        migrations.RemoveConstraint(model_name="application", name="one_live_application"),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("gave_way", False), ("is_live", True)),
                fields=("call", "lead"),
                name="one_live_application",
            ),
        ),
    ]
