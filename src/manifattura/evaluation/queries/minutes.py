"""The minutes of a ranking as an accessible PDF: the call, the rule, the committee's sittings, every row with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.applications.domain.proof_documents import utc_text
from manifattura.applications.queries.late_tickets import count_late_tickets
from manifattura.applications.queries.proof_log import head_that_covers
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.places import outcome_words
from manifattura.kernel.pdf import render_pdf
from manifattura.ui.formats import date_text, elided, money_text, points_text
from manifattura.ui.statuses import find_status

from ..domain.states import RankingStage
from ..models import Committee, Ranking
from .lot_views import lot_lines, lot_views
from .opening_minutes import offers_table
from .openings import opening_of
from .place_words import places_text

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "evaluation" / "pdf" / "ranking.typ"


def minutes_pdf(
    ranking: Ranking,
    edition: Edition,
    rows: Iterable[Any],
    *,
    replay_file: str,
    changes: Iterable[Any] = (),
    money_heads: Iterable[str] = (),
    moneys: Iterable[list[str]] = (),
) -> bytes:
    """`rows`, `changes` and `moneys` (each ranking's, where there are several) as the public page shows them.

    Labels follow the call's privacy rule here too.
    """
    language = "en" if (get_language() or "").startswith("en") else "it"
    assert ranking.published_at is not None
    rows = list(rows)
    offers = offers_table(ranking.call_id, edition, [row.code for row in rows])
    data = {
        **_data(ranking, edition, rows, replay_file),
        **_since(ranking, changes),
        "moneys_title": _("Le risorse, graduatoria per graduatoria"),
        "moneys_heads": [_("Graduatoria"), *money_heads],
        "moneys": list(moneys),
        "offers_title": _("Che cosa c’era nelle buste"),
        "offers_heads": offers["heads"],
        "offers": offers["rows"],
        **_lots(ranking, edition),
    }
    return render_pdf(TEMPLATE, data, made_at=ranking.published_at, language=language)


def _lots(ranking: Ranking, edition: Edition) -> dict[str, Any]:
    """Lot by lot the whole order, and the file that redoes it; nothing for a call without lots."""
    views = lot_views(ranking, edition)
    return {
        "lots_heads": [
            _("Pos."),
            _("Domanda"),
            _("Punti tecnici"),
            _("Offerta"),
            _("Punti dell’offerta"),
            _("Totale e esito"),
        ],
        "lots": [
            {
                "title": ", ".join(filter(None, (view.lot.title, view.lot.address))),
                "void": f"{_('Senza vincitore.')} {view.void}" if view.void else "",
                "rows": lot_lines(view),
            }
            for view in views
        ],
    }


def _since(ranking: Ranking, changes: Iterable[Any]) -> dict[str, Any]:
    """What changed against the version before and why, and the answers to the observations, by number."""
    return {
        "changes_title": _("Che cosa cambia rispetto alla versione precedente"),
        "changes_heads": [_("Domanda"), _("Codice"), _("Che cosa cambia"), _("Perché")],
        "changes": [[row.label, row.code, "; ".join(row.what), row.why or "–"] for row in changes],
        "answers_title": _("Risposte alle osservazioni"),
        "answers_heads": [_("Numero"), _("Esito"), _("Risposta")],
        "answers": [
            [str(one["number"]), _("Accolta") if one["accepted"] else _("Non accolta"), one["text"]]
            for one in ranking.answers
        ],
    }


def _late_tickets(ranking: Ranking) -> str:
    count = count_late_tickets(ranking.round_id)
    return str(count) if count else ""


def _data(ranking: Ranking, edition: Edition, rows: Iterable[Any], replay_file: str) -> dict[str, Any]:
    final = ranking.stage == RankingStage.FINAL
    title = _("Graduatoria definitiva") if final else _("Graduatoria provvisoria")
    return {
        "title": f"{title}: {edition.texts.title}",
        "heading": title,
        "call": edition.texts.title,
        "office": edition.office.name,
        "facts": [
            [label, str(value)]
            for label, value in (
                (_("Bando"), f"{edition.texts.title}, {_('versione')} {edition.version}"),
                (_("Atto"), _act(ranking)),
                (_("Pubblicata"), date_text(ranking.published_at, "hour")),
                (
                    _("Osservazioni fino al"),
                    date_text(ranking.observations_until) if ranking.observations_until else "",
                ),
                (_("Pubblica fino al"), date_text(ranking.published_until)),
                *_means(ranking.summary),
                (_("Arrivate con biglietto, dopo il rifiuto del sito pieno"), _late_tickets(ranking)),
                (_("Buste aperte"), _opened(ranking)),
                (_("Seme del sorteggio"), ranking.draw_seed),
                (_("Che cosa cambia"), ranking.note),
            )
            if value
        ],
        "facts_title": _("Dati"),
        "sittings_title": _("Sedute della commissione"),
        "sittings": _sittings(ranking.call_id),
        "criteria_title": _("Criteri"),
        "criteria_heads": [_("Criterio"), _("Massimo"), _("Minimo")],
        "criteria": [
            [item.title, *(points_text(one, edition.grid.decimals) for one in (item.max, item.min))]
            for item in edition.grid.criteria
        ],
        "rows_title": _("Domande"),
        **_columns(edition),
        "rows": [_row(row, edition) for row in rows],
        "check_title": _("Rifare il calcolo"),
        "check": _("La graduatoria si ricalcola dal file di calcolo pubblicato, con il comando seguente."),
        "command": f"manifattura ranking replay {replay_file}",
        "digests": [
            [_("Impronta SHA-256 del file di calcolo"), ranking.input_sha256],
            [_("Impronta SHA-256 del risultato"), ranking.result_sha256],
            *(
                [
                    [_("Impronta SHA-256 del file dei lotti"), ranking.lots_input_sha256],
                    [_("Impronta SHA-256 del risultato dei lotti"), ranking.lots_result_sha256],
                ]
                if ranking.lots_input_sha256
                else []
            ),
            *_opened_digest(ranking),
            *_log_head(ranking),
        ],
        "sample": _("Dati campione: imprese e importi sono di esempio.") if edition.is_sample else "",
    }


def _opened(ranking: Ranking) -> str:
    opening = opening_of(ranking.call_id)
    return date_text(opening.opened_at, "hour") if opening else ""


def _opened_digest(ranking: Ranking) -> list[list[str]]:
    opening = opening_of(ranking.call_id)
    return [[_("Impronta SHA-256 di ciò che era nelle buste"), opening.result_sha256]] if opening else []


def _log_head(ranking: Ranking) -> list[list[str]]:
    """The signed state of the log of applications, so that paper too holds the office to it (docs/proof-log.md)."""
    assert ranking.published_at is not None
    head = head_that_covers(ranking.call_id, ranking.published_at)
    if head is None:
        return []
    return [
        [_("Registro delle domande: impronta firmata"), head.root],
        [
            _("Domande nel registro, e quando è stato firmato"),
            f"{head.tree_size}  {utc_text(head.signed_at)}",
        ],
        [_("Firma del registro (Ed25519)"), head.signature],
    ]


def _act(ranking: Ranking) -> str:
    if not ranking.act_number:
        return ""
    return elided(
        _("determina n. %(n)s del %(day)s")
        % {
            "n": ranking.act_number,
            "day": date_text(ranking.act_on) if ranking.act_on else "–",
        }
    )


def _sittings(call_id: int) -> list[str]:
    committee = Committee.objects.filter(call_id=call_id).first()
    if committee is None:
        return []
    return [
        _("Seduta %(n)s, chiusa %(at)s: domande esaminate %(count)s.")
        % {"n": sitting.number, "at": date_text(sitting.closed_at, "hour"), "count": sitting.examined.count()}
        for sitting in committee.sittings.filter(closed_at__isnull=False, annulled_at=None)
    ]


def _columns(edition: Edition) -> dict[str, list[str]]:
    """Head and kind of each column of `_row`: the template sets widths, sides and type by the kind."""
    money = [(_("Chiesti"), "number"), (_("Concessi"), "number")]
    columns = [
        (_("Pos."), "number"),
        *([(_("Graduatoria"), "short")] if edition.grid.rankings else []),
        (_("Domanda"), "name"),
        (_("Codice"), "code"),
        (_("Totale"), "number"),
        *(money if edition.gives_money else []),
        (_("Esito e motivo"), "text"),
    ]
    return {"heads": [head for head, _kind in columns], "kinds": [kind for _head, kind in columns]}


def _row(row: Any, edition: Edition) -> list[str]:
    words = outcome_words(gives_money=edition.gives_money)
    return [
        str(row.position or "–"),
        *([row.ranking] if edition.grid.rankings else []),
        row.label,
        row.code,
        points_text(row.total, edition.grid.decimals),
        *([money_text(row.requested), money_text(row.granted)] if edition.gives_money else []),
        f"{find_status(words, row.status).word}. {row.reason}",
    ]


def _means(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the call gave: its money, or its places."""
    if "lots" in summary:
        return [
            (_("Lotti"), str(summary["lots"])),
            (_("Assegnati"), str(summary["assigned"])),
            (_("Senza vincitore"), str(len(summary["void"]))),
        ]
    if summary.get("unit"):
        return [(_("Posti"), places_text(summary)), (_("Selezionate"), str(summary["counts"]["funded"]))]
    return [
        (_("Risorse"), money_text(summary["budget"])),
        (_("Assegnate"), money_text(summary["granted"])),
        (_("Restano"), money_text(summary["left"])),
    ]
