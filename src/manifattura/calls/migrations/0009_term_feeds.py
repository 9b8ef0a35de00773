"""What stops a term, and the secret calendars of the office's people."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_invitations"), ("calls", "0008_sessions")]

    operations = [
        migrations.AddField(
            model_name="termsuspension",
            name="ground",
            field=models.CharField(
                blank=True,
                help_text="What stops it: `call`, `remedy`, `rejection_notice`; blank: the head",
                max_length=24,
            ),
        ),
        migrations.CreateModel(
            name="TermFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.AddConstraint(
            model_name="termfeed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("person",), name="term_feed_one_per_person"
            ),
        ),
    ]
