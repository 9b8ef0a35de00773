from django.db import migrations

from manifattura.kernel.public_changes import announce_changes

WATCHED = ("spaces_compulsoryvisit",)


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0010_kept_pages'),
        ('spaces', '0005_visits'),
    ]

    operations = [announce_changes(WATCHED)]
