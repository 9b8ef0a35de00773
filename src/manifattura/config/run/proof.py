"""The proof log on the command line: `proof audit CALL`, `proof rotate-key` (docs/proof-log.md)."""

from __future__ import annotations

from manifattura.config.environment import Environment, read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import set_up_django

IN_ORDER = 0
TAMPERED = 1


NEEDED = ("calls_call", "kernel_erasedrow", "applications_proofleaf", "applications_rowbatch")


def audit(slug: str) -> int:
    """Print every row that is not as it was written, one per line; 0 when there is none, 1 otherwise."""
    environment = _with_database(read_environment())
    with database(environment):
        set_up_django()
        _refuse_without_tables()
        from manifattura.applications.queries.proof_audit import audit_call
        from manifattura.calls.models import Call

        call = Call.objects.filter(slug=slug).first()
        if call is None:
            raise Problem(
                f"There is no call with the address {slug}: look at /ufficio/bandi/ for its address."
            )
        report = audit_call(call.pk, call.slug)
    for erasure in report.erasures:
        print(f"erased by permit: {erasure}")
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
    with database(_with_database(read_environment())):
        set_up_django()
        _refuse_without_tables()
        from django.conf import settings

        from manifattura.applications.actions.log_keys import rotate_key as rotate
        from manifattura.kernel.signing_keys import key_id

        key = rotate()
    print(f"The log signs with the key {key_id(key.public_key)} from now on: {key.public_key}")
    if not key.replaced_signature:
        print("The key before did not sign the change: tell the witnesses by another way.")
    print(f"Back up {settings.KEYS_FOLDER} now, and publish the new key where the old one is.")
    return IN_ORDER


def _with_database(environment: Environment) -> Environment:
    """What looks at a database makes none."""
    if not environment.embedded:
        return environment
    from manifattura.config.embedded.places import places_for

    test = environment.mode == "test"
    if not environment.data.is_dir() or not places_for(environment.data, test=test).completed.exists():
        raise Problem(
            f"There is no database in the data folder {environment.data}: "
            "set MANIFATTURA_DATA to the folder of the site, or DATABASE_URL."
        )
    return environment


def _refuse_without_tables() -> None:
    from django.db import connection

    missing = set(NEEDED).difference(connection.introspection.table_names())
    if missing:
        raise Problem(
            "The database has no tables of this version of Manifattura: is it the right one? "
            "If it is, start the site once, which brings it up to date."
        )
