"""Words are found without their accents ("qualita" finds "qualità") and in all their forms (officina, officine)."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

CONFIGURATIONS = (("italian_unaccent", "italian", "italian_stem"), ("english_unaccent", "english", "english_stem"))
MAKE = """
DO $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = '{name}') THEN
  CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {base});
  ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stem};
END IF; END $$
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0008_actor_assurance")]

    # saving a page indexes it in the same transaction: without the configuration no page can be saved
    run_before = [("wagtailcore", "0001_initial")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        *(
            migrations.RunSQL(
                MAKE.format(name=name, base=base, stem=stem),
                f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {name}",
            )
            for name, base, stem in CONFIGURATIONS
        ),
    ]
