"""Rolling calls may take what arrives between two sessions, for the next one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0011_grid_methods")]

    operations = [
        migrations.AddField(
            "call",
            "between_sessions",
            models.BooleanField(
                default=False,
                help_text="Rolling calls: what arrives between two sessions counts for the next one",
            ),
        ),
    ]
