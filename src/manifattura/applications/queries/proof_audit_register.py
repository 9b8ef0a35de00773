"""The register: numbers without gap or double over every call, and the closed days, each with the digest of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from ..models import RegisterDay, Submission
from .proof_findings import CHUNK, REGISTER_DAY, SUBMISSION, AuditReport


def audit_numbers(years: Iterable[int], report: AuditReport) -> None:
    """The register of a year is the city's."""
    for year in sorted(years):
        rows = Submission.objects.filter(registration_year=year).order_by("registration_number", "id")
        before = 0
        for pk, given in rows.values_list("pk", "registration_number").iterator(CHUNK):
            number = given or 0
            if number == before:
                report.add(SUBMISSION, pk, f"registration_number {number:07d}/{year} was given twice")
            elif number != before + 1:
                missing = f"{before + 1:07d}/{year}"
                report.add(
                    SUBMISSION, pk, f"registration_number {number:07d}/{year}: {missing} is missing before it"
                )
            before = number


def audit_days(report: AuditReport) -> None:
    """Every closed day: its digest, the chain, and each registration as it was written down that day."""
    before = ""
    for day in RegisterDay.objects.order_by("day"):
        _check_day(day, before, report)
        before = day.sha256


def _check_day(day: RegisterDay, before: str, report: AuditReport) -> None:
    if hashlib.sha256(day.document.encode()).hexdigest() != day.sha256:
        report.add(REGISTER_DAY, day.pk, "document does not have the digest sha256")
        return
    document: dict[str, Any] = json.loads(day.document)
    entries = document["entries"]
    if document["previous_sha256"] != before:
        report.add(
            REGISTER_DAY, day.pk, "previous_sha256 in its document is not the digest of the day before"
        )
    stands = (day.day.isoformat(), day.first_number, day.last_number, day.entries)
    if stands != (document["day"], entries[0]["number"], entries[-1]["number"], len(entries)):
        report.add(
            REGISTER_DAY, day.pk, "day, first_number, last_number or entries: not those of its document"
        )
    _check_entries(day, {entry["number"]: entry["sha256"] for entry in entries}, report)


def _check_entries(day: RegisterDay, written: dict[str, str], report: AuditReport) -> None:
    years = {number.partition("/")[2] for number in written}
    rows = Submission.objects.filter(
        registration_year__in=years,
        registration_number__gte=min(int(number.partition("/")[0]) for number in written),
        registration_number__lte=max(int(number.partition("/")[0]) for number in written),
    ).only("registration_year", "registration_number", "payload_sha256")
    stands = {row.registration: row for row in rows.iterator(CHUNK)}
    for number, sha256 in written.items():
        row = stands.get(number)
        if row is None:
            report.add(REGISTER_DAY, day.pk, f"{number} is written in it, and there is no such submission")
        elif row.payload_sha256 != sha256:
            report.add(SUBMISSION, row.pk, f"payload_sha256 is not that of the register of {day.day}")
