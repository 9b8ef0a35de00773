from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0024_lots_wanted_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrecedenceDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("flag", models.CharField(max_length=40)),
                ("title", models.CharField(blank=True, max_length=160)),
                ("last", models.BooleanField(db_default=False, default=False)),
                ("call", models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="precedences", to="calls.call")),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [models.UniqueConstraint(fields=("call", "flag"), name="precedence_once")],
            },
        ),
    ]
