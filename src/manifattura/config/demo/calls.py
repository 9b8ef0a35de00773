"""The demo's calls, written from the templates and published in the past, so that each is at another stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from manifattura.calls.actions.create_call import create_call
from manifattura.calls.actions.make_sealing_key import make_sealing_key
from manifattura.calls.actions.publish_call import freeze_edition, open_rounds_and_lot
from manifattura.calls.actions.sync_call_terms import sync_call_terms
from manifattura.calls.domain.edition import Act, Edition, TargetArea
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition, draft_document
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME, now

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person

People = dict[str, "Person"]


def at_noon(days: int) -> datetime:
    """Noon in Rome, `days` from today."""
    return datetime.combine(
        (now() + timedelta(days=days)).astimezone(ROME).date(), datetime.min.time(), ROME
    ) + (timedelta(hours=12))


def write_call(
    template: str,
    slug: str,
    *,
    title: str,
    title_en: str = "",
    opens: int,
    closes: int | None,
    office: Office,
    people: People,
    sessions: Sequence[tuple[int, int]] = (),
    **changes: Any,
) -> Call:
    """A draft from a template, opening and closing so many days from today; a register (`closes` None) never closes.

    Without titles of its own it has those of the template.
    `sessions`: the same for each session of a rolling call; `changes`: what else differs from the template.
    """
    chosen = template_by_key(template)
    edition = replace(_with_area(chosen.edition, chosen.area), **changes)
    if sessions:
        rounds = tuple(
            replace(one, opens_at=at_noon(first), deadline_at=at_noon(last))
            for one, (first, last) in zip(edition.rounds, sessions, strict=True)
        )
        edition = replace(edition, rounds=rounds)
    deadline = edition.timetable.deadline_at if closes is None else at_noon(closes)
    times = replace(edition.timetable, opens_at=at_noon(opens), deadline_at=deadline)
    texts = replace(edition.texts, title=title, title_en=title_en) if title else edition.texts
    call = create_call(
        slug=slug,
        title=texts.title,
        office=office,
        head_of_procedure=people["responsabile"],
        by=people["istruttoria"],
        template=replace(edition, timetable=times, texts=texts, is_sample=True),
    )
    call.refresh_from_db()
    return call


def publish_in_the_past(call: Call, *, act_number: str, people: People) -> Call:
    """What approval and publication would have written, dated three days before the opening."""
    assert call.opens_at is not None
    call.submitted_for_approval_by = people["istruttoria"]
    call.approved_by = people["istruttoria2"]
    call.approved_at = call.opens_at - timedelta(days=5)
    call.approved_sha256 = sha256_hex(draft_document(call))
    published_at = call.opens_at - timedelta(days=3)
    edition = build_edition(call, act=Act(act_number, published_at.astimezone(ROME).date()))
    edition = make_sealing_key(call, edition, by=people["responsabile"])
    row = freeze_edition(call, edition, by=people["responsabile"], published_at=published_at)
    open_rounds_and_lot(call, edition)
    call.state = CallState.PUBLISHED
    call.save()
    audit.record(
        "call_published",
        by=people["responsabile"],
        subject=call,
        scope=call.audit_scope,
        after={"act_number": act_number, "sha256": row.sha256},
    )
    sync_call_terms(call=call, by=people["responsabile"])
    return call


def _with_area(edition: Edition, key: str) -> Edition:
    """The template's target area, by the city's own definition."""
    area = next((area for area in settings.CITY["target_areas"] if area["key"] == key), None)
    if area is None:
        return edition
    target = TargetArea(
        name=area["name"],
        nils=tuple(area.get("nils", ())),
        municipi=tuple(area.get("municipi", ())),
        excluded_municipi=tuple(area.get("excluded_municipi", ())),
    )
    return replace(edition, beneficiaries=replace(edition.beneficiaries, target_area=target))
