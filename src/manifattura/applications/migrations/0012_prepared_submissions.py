"""Sending in two statements: content is frozen when it is read again; senders share one light lock per call."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Whatever a prepared submission was made from takes it away when it changes, whoever changes it.
FORGET = """
CREATE FUNCTION applications_forget_prepared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'applications_application' THEN
    DELETE FROM applications_preparedsubmission WHERE application_id = NEW.id;
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM applications_preparedsubmission WHERE application_id = OLD.application_id;
  ELSE
    DELETE FROM applications_preparedsubmission WHERE application_id = NEW.application_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_prepared AFTER INSERT OR UPDATE OR DELETE ON applications_sectionanswers
  FOR EACH ROW EXECUTE FUNCTION applications_forget_prepared();
CREATE TRIGGER forget_prepared AFTER INSERT OR UPDATE OR DELETE ON applications_attachment
  FOR EACH ROW EXECUTE FUNCTION applications_forget_prepared();
CREATE TRIGGER forget_prepared AFTER INSERT OR UPDATE OR DELETE ON applications_declarationtick
  FOR EACH ROW EXECUTE FUNCTION applications_forget_prepared();
CREATE TRIGGER forget_prepared AFTER UPDATE ON applications_application
  FOR EACH ROW WHEN (
    OLD.edition_id IS DISTINCT FROM NEW.edition_id OR OLD.lead_id IS DISTINCT FROM NEW.lead_id
    OR OLD.eligibility_answers IS DISTINCT FROM NEW.eligibility_answers
    OR OLD.sections_to_review IS DISTINCT FROM NEW.sections_to_review)
  EXECUTE FUNCTION applications_forget_prepared();
"""
REMEMBER = """
DROP TRIGGER forget_prepared ON applications_sectionanswers;
DROP TRIGGER forget_prepared ON applications_attachment;
DROP TRIGGER forget_prepared ON applications_declarationtick;
DROP TRIGGER forget_prepared ON applications_application;
DROP FUNCTION applications_forget_prepared();
"""

# A sender holds the lock (1730510, call) in shared mode until its commit; whoever closes, stops or amends the call, or moves
# a session's end, takes it exclusively: it waits for those who are sending, and what it reads afterwards is complete.
HOLD = """
CREATE FUNCTION applications_wait_for_senders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'calls_call' THEN
    PERFORM pg_advisory_xact_lock(1730510, NEW.id::int);
  ELSE
    PERFORM pg_advisory_xact_lock(1730510, NEW.call_id::int);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wait_for_senders BEFORE UPDATE ON calls_call
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state
    OR OLD.current_edition_id IS DISTINCT FROM NEW.current_edition_id)
  EXECUTE FUNCTION applications_wait_for_senders();
CREATE TRIGGER wait_for_senders BEFORE UPDATE ON calls_callround
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.deadline_at IS DISTINCT FROM NEW.deadline_at)
  EXECUTE FUNCTION applications_wait_for_senders();
"""
LET_GO = """
DROP TRIGGER wait_for_senders ON calls_call;
DROP TRIGGER wait_for_senders ON calls_callround;
DROP FUNCTION applications_wait_for_senders();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("applications", "0011_giving_way"),
        ("calls", "0016_assessors_by_turns"),
        ("organisations", "0002_acts_and_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="PreparedSubmission",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="prepared",
                        serialize=False,
                        to="applications.application",
                    ),
                ),
                (
                    "between_sessions",
                    models.BooleanField(help_text="Sent between two sessions it counts for the next"),
                ),
                (
                    "stamps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=14),
                        default=list,
                        help_text="Numbers that the sending takes",
                        size=None,
                    ),
                ),
                (
                    "on_behalf_label",
                    models.CharField(help_text="The firm, for the audit trail", max_length=200),
                ),
                (
                    "payload",
                    models.TextField(help_text="Canonical JSON, as it will be hashed and stored"),
                ),
                ("payload_sha256", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField(auto_now=True)),
                (
                    "mandate",
                    models.ForeignKey(
                        help_text="By which the person sends: checked again when it is sent",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={"ordering": ["application"]},
        ),
        migrations.RunSQL(FORGET, REMEMBER),
        migrations.RunSQL(HOLD, LET_GO),
        # what the registrar has still to do, found without reading the rest
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("registration_number", None)), fields=["arrival"], name="waits_for_number"
            ),
        ),
    ]
