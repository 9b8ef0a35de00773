"""The proof log on the command line: `proof audit CALL`, `proof rotate-key` (docs/proof-log.md)."""

from __future__ import annotations

from manifattura.config.environment import read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import set_up_django

IN_ORDER = 0
TAMPERED = 1


def audit(slug: str) -> int:
    """Print every row that is not as it was written, one per line; 0 when there is none, 1 otherwise."""
    with database(read_environment()):
        set_up_django()
        from manifattura.applications.queries.proof_audit import audit_call
        from manifattura.calls.models import Call

        call = Call.objects.filter(slug=slug).first()
        if call is None:
            raise Problem(
                f"There is no call with the address {slug}: look at /ufficio/bandi/ for its address."
            )
        report = audit_call(call.pk, call.slug)
    for finding in report.findings:
        print(finding)
    print(
        f"{slug}: {report.submissions} submissions, {report.leaves} leaves, {report.heads} signed heads, "
        f"{report.forms} later forms; {report.rows} rows of the whole site that are written once, "
        f"{report.waiting} too new to have their digest: "
        + (f"{len(report.findings)} findings" if report.findings else "all in order")
    )
    return TAMPERED if report.findings else IN_ORDER


def rotate_key() -> int:
    """A new key signs from now on."""
    with database(read_environment()):
        set_up_django()
        from django.conf import settings

        from manifattura.applications.actions.log_keys import rotate_key as rotate
        from manifattura.kernel.signing_keys import key_id

        key = rotate()
    print(f"The log signs with the key {key_id(key.public_key)} from now on: {key.public_key}")
    if not key.replaced_signature:
        print("The key before did not sign the change: tell the witnesses by another way.")
    print(f"Back up {settings.KEYS_FOLDER} now, and publish the new key where the old one is.")
    return IN_ORDER
