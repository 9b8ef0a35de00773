from django.db import migrations

from manifattura.kernel.append_only import erasable


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0012_totals_to_three_decimals"),
        ("kernel", "0004_erasure_permits"),
    ]

    operations = [
        # what an applicant wrote and gave after the ranking, and the pictures of a visit: as the application itself
        erasable("evaluation_observation", columns=("text", "sent_by_id")),
        erasable("evaluation_observationfile", deletable=True),
        erasable("evaluation_visitfile", deletable=True),
    ]
