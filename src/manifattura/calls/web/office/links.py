"""Where the page of a call leads its officers, in three groups: applications, acts on the call, records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from manifattura.accounts.permissions import may_run_call_of

from ...domain.grid_facts import has_committee
from ...domain.states import CallKind
from ...queries.clarifications import waiting_of
from ...queries.editions import current_edition
from ...queries.key_holders import holder_for

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ...models import Call


@dataclass(frozen=True)
class Entry:
    label: str
    href: str
    count: int | None = None
    download: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    entries: tuple[Entry, ...]


def groups_of(person: Person, call: Call, may: Mapping[str, bool]) -> list[Group]:
    """The groups with something in them, for this person and this call as it stands."""
    groups = (
        Group(_("Domande e graduatoria"), _casework(person, call)),
        Group(_("Atti sul bando"), _acts(person, call, may)),
        Group(_("Registri e controlli"), _records(person, call)),
    )
    return [group for group in groups if group.entries]


def _casework(person: Person, call: Call) -> tuple[Entry, ...]:
    """Nothing before publication, nor for who does not work on applications."""
    if call.current_edition_id is None or not may_run_call_of(person, call.office_id):
        return ()
    queue = _upper(_("Coda delle domande"), "evaluation:queue")
    entries = [
        _upper(_("Andamento"), "evaluation:progress", call.pk),
        queue and Entry(queue.label, f"{queue.href}?call={call.pk}"),
    ]
    if call.kind == CallKind.REGISTER:
        entries.append(_upper(_("Iscrizioni"), "evaluation:entries"))
    else:
        if has_committee(current_edition(call).grid):
            entries.append(_upper(_("Commissione e sedute"), "evaluation:committee", call.pk))
        entries += [
            _upper(_("Graduatoria"), "evaluation:ranking_office", call.pk),
            _upper(_("Osservazioni"), "evaluation:observations_office", call.pk),
            _upper(_("Accettazioni"), "evaluation:acceptances_office", call.pk),
            _upper(_("Uscite"), "evaluation:leavings_office", call.pk),
            _upper(_("Scorrimento"), "evaluation:rolldown_office", call.pk),
        ]
    return tuple(entry for entry in entries if entry)


def _acts(person: Person, call: Call, may: Mapping[str, bool]) -> tuple[Entry, ...]:
    here, runs = [call.pk], may_run_call_of(person, call.office_id)
    entries = [Entry(_("Fasi e chi decide"), reverse("calls:office_procedure", args=here))]
    if call.current_edition_id is not None:
        entries += [
            Entry(_("Pagina pubblica"), reverse("calls:detail", args=[call.slug])),
            Entry(
                _("Chiarimenti"), reverse("calls:office_clarifications", args=here), waiting_of(call) or None
            ),
        ]
    if call.sealing_key and (runs or holder_for(call.pk, person)):
        opening = _upper(_("Apertura delle buste"), "evaluation:opening_office", call.pk)
        entries += [opening] if opening else []
    for key, label, name in (
        ("extend", _("Proroga la scadenza"), "calls:office_extend"),
        ("suspend", _("Sospendi il bando"), "calls:office_suspend"),
        ("revoke", pgettext("command", "Revoca il bando"), "calls:office_revoke"),
    ):
        if may[key]:
            entries.append(Entry(label, reverse(name, args=here)))
    return tuple(entries)


def _records(person: Person, call: Call) -> tuple[Entry, ...]:
    terms, audit = reverse("calls:office_terms"), reverse("accounts:audit")
    published = call.current_edition_id is not None
    runs = may_run_call_of(person, call.office_id)
    entries = [
        Entry(_("Termini del bando"), f"{terms}?bando={call.pk}") if published else None,
        _upper(_("Controlli a campione"), "records:samples", call.pk) if published and runs else None,
        _upper(_("Conservazione dei dati"), "records:retention", call.pk) if runs else None,
        Entry(_("Registro delle azioni"), f"{audit}?scope={call.audit_scope}"),
        Entry(_("Definizione (JSON)"), reverse("calls:office_export", args=[call.pk]), download=True),
    ]
    return tuple(entry for entry in entries if entry)


def _upper(label: str, name: str, *arguments: int) -> Entry | None:
    """A page of a floor above; None where it does not exist."""
    try:
        return Entry(label, reverse(name, args=arguments))
    except NoReverseMatch:
        return None
