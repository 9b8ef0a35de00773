"""What can be downloaded of the site, file by file: for the page of data and for machines (schema.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallKind
from manifattura.evaluation.queries.rankings import RankingInForce

from .open_calls import OpenCall


@dataclass(frozen=True)
class DataFile:
    """One file: its format as people name it, and where it is."""

    format: str
    url: str


@dataclass(frozen=True)
class Dataset:
    """What a file, or several of the same content, holds."""

    title: str
    about: str
    page: str
    files: tuple[DataFile, ...]
    is_sample: bool = False


def city_datasets(calls: Iterable[OpenCall]) -> list[Dataset]:
    """Those of the whole programme, and the registers of labs."""
    return [
        Dataset(
            _("Bandi"),
            _("Ogni bando pubblicato: stato, apertura, scadenza, risorse, atto."),
            reverse("calls:list"),
            (_csv("communication:calls-csv"),),
        ),
        *_registers(calls),
        Dataset(
            _("Spazi"),
            _("I locali visti dall’ufficio: dove, quanti metri, quale uso, quale canone."),
            reverse("spaces:list"),
            (_csv("communication:spaces-csv"),),
        ),
        Dataset(
            _("Accordi sugli spazi"),
            _("Chi usa quale spazio, per quanto e perché (D.Lgs 33/2013, art. 30)."),
            reverse("spaces:register"),
            (_csv("spaces:register", "?formato=csv"),),
        ),
        Dataset(
            _("Risultati degli spazi"),
            _("Superficie tornata in uso, giorni di vuoto, lotti senza vincitore, canone a cui si rinuncia."),
            reverse("spaces:results"),
            (_csv("spaces:results", "?formato=csv"),),
        ),
        Dataset(
            _("Osservazioni sul piano della città"),
            _("Le regole che chi produce chiede di cambiare, e le risposte."),
            reverse("spaces:plan_observations"),
            (_csv("spaces:plan_observations", "?formato=csv"),),
        ),
        Dataset(
            _("Quartieri (NIL)"),
            _("Gli 88 nuclei di identità locale e i bandi aperti che li nominano."),
            reverse("communication:quarters"),
            (_csv("communication:quarters-csv"),),
        ),
        Dataset(
            _("Eventi"),
            _("Giorni, orari e luoghi, per il tuo calendario."),
            reverse("communication:events"),
            (DataFile("ICS", reverse("communication:all-events-ics")),),
        ),
        Dataset(
            _("Richieste di accesso ai documenti"),
            _("Numero, oggetto ed esito, mai i nomi."),
            reverse("records:access_public"),
            (_csv("records:access_csv"),),
        ),
    ]


def _registers(calls: Iterable[OpenCall]) -> Iterator[Dataset]:
    for call in calls:
        if call.edition.kind == CallKind.REGISTER:
            yield Dataset(
                call.title,
                _("I laboratori iscritti: numero, indirizzo, stato e date."),
                reverse("evaluation:register", args=[call.slug]),
                (
                    DataFile("CSV", reverse("evaluation:register_csv", args=[call.slug])),
                    DataFile("JSON", reverse("evaluation:register_json", args=[call.slug])),
                ),
                call.edition.is_sample,
            )


def ranking_datasets(calls: Sequence[OpenCall], rankings: Iterable[RankingInForce]) -> list[Dataset]:
    """Each session with a ranking in force, the newest first: the table, the input of the calculation, its result."""
    by_id = {call.id: call for call in calls}
    found = []
    for one in rankings:
        call = by_id.get(one.call_id)
        if call is None:
            continue
        several = len(call.edition.rounds) > 1
        query = f"?sessione={one.session}" if several else ""
        of_session = _("%(call)s, sessione %(n)s") % {"call": call.title, "n": one.session}
        final = _("Graduatoria definitiva") if one.is_final else _("Graduatoria provvisoria")
        files = [
            _file("CSV", "evaluation:ranking_csv", call, query),
            _file(_("Calcolo (JSON)"), "evaluation:ranking_replay", call, query),
            _file(_("Risultato (JSON)"), "evaluation:ranking_result", call, query),
        ]
        if call.edition.allocation is not None:
            files += [
                _file(_("Lotti (CSV)"), "evaluation:lots_csv", call),
                _file(_("Assegnazione (JSON)"), "evaluation:lots_replay", call),
            ]
        page = reverse("evaluation:ranking", args=[call.slug]) + query
        found.append(
            Dataset(of_session if several else call.title, final, page, tuple(files), call.edition.is_sample)
        )
    return found


def _file(label: str, name: str, call: OpenCall, query: str = "") -> DataFile:
    return DataFile(label, reverse(name, args=[call.slug]) + query)


def _csv(name: str, query: str = "") -> DataFile:
    return DataFile("CSV", reverse(name) + query)
