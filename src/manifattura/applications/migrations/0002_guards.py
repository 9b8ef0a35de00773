"""What is sent stays as sent, what may be erased needs a permit; the way in is one function of the database."""

from django.db import migrations

from manifattura.kernel.append_only import append_only, erasable

# arrival numbers come from a sequence: no lock shared by applicants, gaps allowed (DESIGN §10.7)
ARRIVAL = "CREATE SEQUENCE applications_arrival AS bigint START 1"

# a number, once given, stays; an erasure changes a registered submission, but never its number
NUMBER_ONCE = """
CREATE TRIGGER applications_submission_number_once BEFORE UPDATE ON applications_submission
  FOR EACH ROW WHEN (OLD.registration_number IS NOT NULL AND (
    OLD.registration_number IS DISTINCT FROM NEW.registration_number
    OR OLD.registration_year IS DISTINCT FROM NEW.registration_year
    OR OLD.registered_at IS DISTINCT FROM NEW.registered_at))
  EXECUTE FUNCTION manifattura_refuse_change();
"""

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

# Senders share one light lock per call; who changes the call waits for them. 1730510 is SENDERS of queries/locks.py.
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

# What it does and why is told where it is called (actions/send_prepared.py).
SEND = """
CREATE FUNCTION applications_send(
  of_code text, sender bigint, sender_id text, sender_label text, sender_assurance text, send_key text,
  refused_at timestamptz, known_at timestamptz,
  OUT submission_id bigint, OUT application_id bigint, OUT call_kind text,
  OUT was_ready boolean, OUT in_time boolean, OUT collided boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft record;
  ready record;
  sent record;
  taken int;
BEGIN
  was_ready := false; in_time := false; collided := false;

  SELECT id, call_id, lead_id, edition_id INTO draft FROM applications_application
    WHERE code = of_code AND state = 'draft' AND channel = 'online' FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  application_id := draft.id;
  PERFORM pg_advisory_xact_lock_shared(1730510, draft.call_id::int);

  -- what is written from here on is undone where nothing can be sent
  BEGIN
    WITH taken AS (
      DELETE FROM applications_preparedsubmission prepared USING calls_call call, organisations_mandate mandate
        WHERE prepared.application_id = draft.id AND prepared.person_id = sender
          AND call.id = draft.call_id AND call.state = 'published' AND call.current_edition_id = draft.edition_id
          AND mandate.id = prepared.mandate_id AND mandate.state = 'active'
        RETURNING prepared.payload, prepared.payload_sha256, prepared.stamps, prepared.between_sessions,
          prepared.on_behalf_label, call.kind, COALESCE(refused_at, CASE
            WHEN known_at - clock_timestamp() BETWEEN interval '2 seconds' AND interval '10 minutes'
            THEN known_at ELSE clock_timestamp() END) AS at)
    SELECT taken.*, (
      SELECT round.id FROM calls_callround round
        WHERE round.call_id = draft.call_id AND round.state = 'published'
          AND (date_trunc('second', taken.at) < round.deadline_at
               OR (round.deadline_inclusive AND date_trunc('second', taken.at) = round.deadline_at))
          AND (round.opens_at <= taken.at OR (taken.between_sessions AND EXISTS (
            SELECT FROM calls_callround first WHERE first.call_id = draft.call_id AND first.opens_at <= taken.at)))
        ORDER BY round.number LIMIT 1) AS session INTO ready FROM taken;
    IF NOT FOUND THEN RAISE SQLSTATE 'MF001'; END IF;
    was_ready := true; call_kind := ready.kind;
    IF ready.session IS NULL THEN RAISE SQLSTATE 'MF001'; END IF;
    in_time := true;

    IF cardinality(ready.stamps) > 0 THEN
      INSERT INTO applications_usedstamp AS used (number, application_id, used_at)
        SELECT number, draft.id, ready.at FROM unnest(ready.stamps) AS number ORDER BY number
        ON CONFLICT (number) DO UPDATE SET application_id = excluded.application_id, used_at = excluded.used_at
        WHERE used.application_id = excluded.application_id OR (
          SELECT earlier.state = 'withdrawn' AND earlier.call_id = draft.call_id AND earlier.lead_id = draft.lead_id
          FROM applications_application earlier WHERE earlier.id = used.application_id);
      GET DIAGNOSTICS taken = ROW_COUNT;
      IF taken < cardinality(ready.stamps) THEN RAISE SQLSTATE 'MF001'; END IF;
    END IF;

    INSERT INTO applications_submission (application_id, arrival, received_at, payload, payload_sha256,
        submitted_by_id, on_behalf_id, idempotency_key, assurance)
      VALUES (draft.id, nextval('applications_arrival'), ready.at, ready.payload, ready.payload_sha256,
        sender, draft.lead_id, send_key, sender_assurance)
      ON CONFLICT (idempotency_key) DO NOTHING RETURNING id, arrival INTO sent;
    IF NOT FOUND THEN RAISE SQLSTATE 'MF001'; END IF;
    WITH moved AS (
      UPDATE applications_bid SET round_id = ready.session
        WHERE application_id = draft.id AND round_id <> ready.session), counted AS (
      UPDATE applications_application SET state = 'submitted', is_live = true, changed_at = ready.at
        WHERE id = draft.id)
    INSERT INTO kernel_auditentry (actor_id, actor_label, actor_assurance, on_behalf_id, on_behalf_label, verb,
        subject_type, subject_id, subject_label, scope, after)
      VALUES (sender_id, sender_label, sender_assurance, 'organisation:' || draft.lead_id, ready.on_behalf_label,
        'application_submitted', 'application', draft.id::text, 'domanda ' || of_code, 'call:' || draft.call_id,
        jsonb_build_object('arrival', sent.arrival, 'sha256', ready.payload_sha256));
    submission_id := sent.id;
  EXCEPTION
    WHEN SQLSTATE 'MF001' THEN NULL;
    WHEN unique_violation THEN collided := true;
  END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_tables"),
        ("calls", "0001_tables"),
        ("kernel", "0002_guards"),
        ("organisations", "0001_tables"),
    ]
    replaces = [("applications", "0024_signed_sendings")]
    operations = [
        migrations.RunSQL(ARRIVAL, "DROP SEQUENCE applications_arrival"),
        erasable(
            "applications_submission",
            columns=("payload", "submitted_by_id", "on_behalf_id"),
            mutable_columns=("registration_year", "registration_number", "registered_at"),
        ),
        migrations.RunSQL(NUMBER_ONCE, migrations.RunSQL.noop),
        erasable("applications_formsubmission", columns=("payload", "sent_by_id")),
        erasable(
            "applications_message",
            columns=("texts", "writer_id"),
            mutable_columns=("settled_at", "settled_by_id"),
        ),
        erasable("applications_messagefile", deletable=True),
        erasable("applications_messagereading", columns=("person_id",), deletable=True),
        erasable("applications_messagerecipient", columns=("person_id", "address")),
        erasable("applications_messagedelivery", columns=("address", "detail")),
        erasable("applications_messagereceipt", columns=("address", "identifier", "name", "storage_key")),
        erasable("applications_applicationreading", mutable_columns=("last_at", "times"), deletable=True),
        erasable("applications_openedanswer", columns=("value", "secret")),
        erasable("applications_submissionsignature", columns=("findings", "name")),
        append_only("applications_logkey"),
        append_only("applications_proofleaf"),
        append_only("applications_treehead"),
        append_only("applications_headcountersignature"),
        append_only("applications_lateticket"),
        append_only("applications_registerday"),
        append_only("applications_protocolrecord"),
        append_only("applications_rowshape"),
        append_only("applications_rowmac"),
        append_only("applications_rowbatch"),
        append_only("applications_rowstate"),
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        migrations.RunSQL(HOLD, migrations.RunSQL.noop),
        migrations.RunSQL(SEND, migrations.RunSQL.noop),
    ]
