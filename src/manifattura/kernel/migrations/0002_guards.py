"""Words are found without accents and in all their forms; what is written once stays; what may be lost is not logged."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

from manifattura.kernel.append_only import append_only

# "qualita" finds "qualità", "officina" finds "officine"
CONFIGURATIONS = (("italian_unaccent", "italian", "italian_stem"), ("english_unaccent", "english", "english_stem"))
MAKE = """
DO $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = '{name}') THEN
  CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {base});
  ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stem};
END IF; END $$
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_tables")]
    replaces = [("kernel", "0011_erased_rows")]
    # saving a page indexes it in the same transaction: without the configuration no page can be saved
    run_before = [("wagtailcore", "0001_initial")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        *(
            migrations.RunSQL(MAKE.format(name=name, base=base, stem=stem), migrations.RunSQL.noop)
            for name, base, stem in CONFIGURATIONS
        ),
        append_only("kernel_auditentry"),
        append_only("kernel_parametervalue"),
        append_only("kernel_closingday", mutable_columns=("withdrawn_at", "withdrawn_by")),
        append_only("kernel_erasurepermit", mutable_columns=("is_closed",)),
        append_only("kernel_erasedrow"),
        migrations.RunSQL("ALTER TABLE kernel_ratecount SET UNLOGGED", migrations.RunSQL.noop),
        migrations.RunSQL("ALTER TABLE kernel_keptpage SET UNLOGGED", migrations.RunSQL.noop),
    ]
