"""The way in in six statements, one of them for stamps: content and session are found at once, what changes is written at once."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("manifattura.applications.migrations.0020_sending_in_one_statement").SEND
# What it does and why is told where it is called (actions/send_prepared.py). 1730510 is SENDERS of queries/locks.py.
SEND = """
CREATE OR REPLACE FUNCTION applications_send(
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
    dependencies = [("applications", "0020_sending_in_one_statement")]

    operations = [migrations.RunSQL(SEND, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))]
