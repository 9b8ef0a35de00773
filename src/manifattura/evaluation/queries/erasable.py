"""Files of the casework that came from applicants or show their places: they go with the application's content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from ..models import ObservationFile, VisitFile


def casework_files(application_ids: Collection[int]) -> Mapping[int, list[dict[str, Any]]]:
    """Application id → size and SHA-256 of each file, in a fixed order."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pk, size, sha256 in (
        *ObservationFile.objects.filter(observation__application_id__in=application_ids).values_list(
            "observation__application_id", "size", "sha256"
        ),
        *VisitFile.objects.filter(visit__review__application_id__in=application_ids).values_list(
            "visit__review__application_id", "size", "sha256"
        ),
    ):
        found[pk].append({"size": size, "sha256": sha256})
    return {pk: sorted(files, key=lambda file: (file["sha256"], file["size"])) for pk, files in found.items()}
