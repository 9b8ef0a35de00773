import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_acts_and_answers"),
    ]

    operations = [
        migrations.AlterModelOptions(name="invitation", options={"ordering": ["-id"]}),
        migrations.RenameField(model_name="invitation", old_name="token_sha256", new_name="nonce"),
        migrations.AlterField(
            model_name="invitation", name="nonce", field=models.CharField(max_length=32, unique=True)
        ),
        migrations.AlterField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("role"),
                models.F("office"),
                condition=models.Q(("accepted_at", None), ("cancelled_at", None)),
                name="one_open_invitation",
                nulls_distinct=False,
            ),
        ),
    ]
