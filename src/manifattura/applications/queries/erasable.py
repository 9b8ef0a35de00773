"""What of a call's applications could be discarded: drafts, contents, threads, logs, each with its files' digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from ..domain.states import ApplicationState
from ..models import (
    Application,
    ApplicationReading,
    Attachment,
    EnteredArrival,
    FormAttachment,
    LaterArrival,
    Message,
    MessageFile,
    MessageReceipt,
)

FileFacts = Mapping[int, list[dict[str, Any]]]
"""Application id → size and SHA-256 of each file, in a fixed order."""


def drafts_of_call(call_id: int) -> QuerySet[Application]:
    return Application.objects.filter(call_id=call_id, state=ApplicationState.DRAFT).order_by("pk")


def contents_of_call(call_id: int, states: Collection[ApplicationState]) -> QuerySet[Application]:
    """Sent applications in these states whose content is still there."""
    return (
        Application.objects.filter(
            call_id=call_id, state__in=states, discarded_at=None, submission__isnull=False
        )
        .select_related("submission")
        .defer("submission__payload")
        .order_by("pk")
    )


def threads_of_call(call_id: int) -> list[tuple[Application, int]]:
    """Applications whose messages are still there, with how many."""
    found = (
        Application.objects.filter(call_id=call_id, messages_discarded_at=None, messages__isnull=False)
        .annotate(written=Count("messages"))
        .order_by("pk")
    )
    return [(one, one.written) for one in found]


def readings_of_call(call_id: int, until: date) -> list[tuple[int, str, int]]:
    """Application id, code and number of rows of its log up to the day `until`."""
    rows = (
        ApplicationReading.objects.filter(application__call_id=call_id, day__lte=until)
        .order_by("application_id")
        .values_list("application_id", "application__code")
        .annotate(rows=Count("pk"))
    )
    return [(pk, code, count) for pk, code, count in rows]


def content_files(application_ids: Collection[int]) -> FileFacts:
    """Files given with these applications, with the forms sent later, and with the proofs of arrival."""
    return _gathered(
        Attachment.objects.filter(application_id__in=application_ids).values_list(
            "application_id", "size", "sha256"
        ),
        FormAttachment.objects.filter(form__application_id__in=application_ids).values_list(
            "form__application_id", "size", "sha256"
        ),
        *(
            proofs.objects.filter(application_id__in=application_ids).values_list(
                "application_id", "size", "sha256"
            )
            for proofs in (EnteredArrival, LaterArrival)
        ),
    )


def thread_files(application_ids: Collection[int]) -> FileFacts:
    """Files of their messages, receipts of certified mail included."""
    return _gathered(
        MessageFile.objects.filter(message__application_id__in=application_ids).values_list(
            "message__application_id", "size", "sha256"
        ),
        MessageReceipt.objects.filter(
            message__application_id__in=application_ids, storage_key__isnull=False
        ).values_list("message__application_id", "size", "sha256"),
    )


def count_threads(call_id: int) -> int:
    """How many applications have messages that are still there."""
    return (
        Message.objects.filter(application__call_id=call_id, application__messages_discarded_at=None)
        .values("application_id")
        .distinct()
        .count()
    )


def count_readings(call_id: int) -> int:
    return ApplicationReading.objects.filter(application__call_id=call_id).count()


def first_reading_on(call_id: int) -> date | None:
    """The earliest day of the log."""
    days = ApplicationReading.objects.filter(application__call_id=call_id).order_by("day")
    return days.values_list("day", flat=True).first()


def _gathered(*sources: Iterable[tuple[int, int, str]]) -> FileFacts:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for source in sources:
        for pk, size, sha256 in source:
            found[pk].append({"size": size, "sha256": sha256})
    return {pk: sorted(files, key=lambda file: (file["sha256"], file["size"])) for pk, files in found.items()}
