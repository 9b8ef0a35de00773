"""The answers of an application as a copy shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.applications.domain.form import visible_of
from manifattura.applications.queries.applications import attachments_of, payload_of
from manifattura.applications.queries.opened import with_opened
from manifattura.applications.queries.reading import ReadSection, read_sections
from manifattura.applications.queries.sealed_files import with_opened_files
from manifattura.calls.queries.editions import edition as edition_by_id

if TYPE_CHECKING:
    from manifattura.applications.models import Application


def answers_of(application: Application) -> list[ReadSection]:
    """What was sent, section by section, with each answer in words."""
    edition = edition_by_id(application.edition_id)
    payload = payload_of(application)
    visible = visible_of(edition, with_opened(application, payload["answers"]), payload["applicant"])
    sections = read_sections(edition, visible, with_opened_files(attachments_of(application)))
    return [section for section in sections if section.answers]
