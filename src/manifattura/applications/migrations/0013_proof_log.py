"""The proof log: leaves, signed heads, the keys that sign them; all written once."""

import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0012_prepared_submissions"),
        ("calls", "0016_assessors_by_turns"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_key", models.CharField(max_length=44, unique=True)),
                ("since", models.DateTimeField()),
                (
                    "statement",
                    models.TextField(help_text="Canonical JSON: the key, since when, which one it replaces"),
                ),
                (
                    "signature",
                    models.CharField(help_text="Of the statement, by this key", max_length=88),
                ),
                (
                    "replaced_signature",
                    models.CharField(
                        blank=True,
                        help_text="Of the statement, by the key it replaces; empty for the first",
                        max_length=88,
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="ProofLeaf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "index",
                    models.PositiveIntegerField(help_text="From 0, without gaps, in order of arrival"),
                ),
                (
                    "leaf",
                    models.TextField(help_text="Canonical JSON, exactly as hashed (docs/formats.md §7)"),
                ),
                ("leaf_hash", models.CharField(max_length=64)),
                (
                    "subtrees",
                    models.TextField(
                        blank=True,
                        help_text="Hashes of the perfect subtrees that this leaf completes, from level 1 up",
                    ),
                ),
                (
                    "row_mac",
                    models.CharField(
                        blank=True,
                        help_text="Over the submission's other columns, by the signing key; empty when it was not there",
                        max_length=64,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof_leaf",
                        to="applications.submission",
                    ),
                ),
            ],
            options={"ordering": ["call_id", "index"]},
        ),
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tree_size", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("tree_head", models.TextField(help_text="Canonical JSON, exactly as signed")),
                ("signature", models.CharField(max_length=88)),
                ("public_key", models.CharField(max_length=44)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"
                    ),
                ),
            ],
            options={"ordering": ["call_id", "tree_size"]},
        ),
        migrations.CreateModel(
            name="HeadCountersignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_key", models.CharField(max_length=44)),
                ("signature", models.CharField(max_length=88)),
                (
                    "head",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersignatures",
                        to="applications.treehead",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="proofleaf",
            constraint=models.UniqueConstraint(fields=("call", "index"), name="proof_leaf_once"),
        ),
        migrations.AddConstraint(
            model_name="treehead",
            constraint=models.UniqueConstraint(fields=("call", "tree_size"), name="tree_head_once"),
        ),
        migrations.AddConstraint(
            model_name="headcountersignature",
            constraint=models.UniqueConstraint(fields=("head", "public_key"), name="head_countersigned_once"),
        ),
        append_only("applications_logkey"),
        append_only("applications_proofleaf"),
        append_only("applications_treehead"),
        append_only("applications_headcountersignature"),
    ]
