"""Close the register of each day that is over: one document a day, hashed, chained to the one before."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Min

from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.clock import ROME, database_now

from ..domain.daily_register import Registered, register_document
from ..models import RegisterDay, Submission
from ..queries.locks import lock_registrar


def close_register_days() -> int:
    """How many days were closed. Days without registrations have no document; run again, it finds nothing to do."""
    closed = 0
    while True:
        with transaction.atomic():
            # nobody gives numbers meanwhile: what is found of a day that is over is all of it
            lock_registrar()
            day = _next_day()
            if day is None or day >= database_now().astimezone(ROME).date():
                return closed
            _close(day)
        closed += 1


def _next_day() -> date | None:
    """The first day with registrations that is not closed yet."""
    last = RegisterDay.objects.order_by("-day").values_list("day", flat=True).first()
    later = Submission.objects.filter(registered_at__isnull=False)
    if last is not None:
        later = later.filter(registered_at__gte=_midnight(last + timedelta(days=1)))
    earliest: datetime | None = later.aggregate(first=Min("registered_at"))["first"]
    return None if earliest is None else earliest.astimezone(ROME).date()


def _close(day: date) -> None:
    rows = list(
        Submission.objects.filter(
            registered_at__gte=_midnight(day), registered_at__lt=_midnight(day + timedelta(days=1))
        )
        .select_related("application__call", "on_behalf", "protocol_record")
        .defer("payload")
        .order_by("registration_year", "registration_number")
    )
    previous = RegisterDay.objects.order_by("-day").values_list("sha256", flat=True).first()
    document = register_document(day, [_registered(row) for row in rows], previous or "")
    made = RegisterDay.objects.create(
        day=day,
        first_number=rows[0].registration,
        last_number=rows[-1].registration,
        entries=len(rows),
        document=canonical_json(document).decode(),
        sha256=sha256_hex(document),
    )
    audit.record(
        "register_day_closed",
        by=None,
        subject=made,
        after={"first": made.first_number, "last": made.last_number, "sha256": made.sha256},
    )


def _registered(row: Submission) -> Registered:
    assert row.registration_year is not None
    assert row.registration_number is not None
    assert row.registered_at is not None
    record = getattr(row, "protocol_record", None)
    return Registered(
        year=row.registration_year,
        number=row.registration_number,
        registered_at=row.registered_at,
        received_at=row.received_at,
        sender=row.on_behalf.name,
        subject=f"Domanda {row.application.code}, bando {row.application.call.slug}",
        sha256=row.payload_sha256,
        protocol=record.number if record is not None else "",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ROME)
