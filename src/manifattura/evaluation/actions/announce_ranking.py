"""Tell each applicant that a version of the ranking is out, and how theirs went (a job)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.accounts.actions.notify_many import Letter, notify_many
from manifattura.organisations.queries.acting_people import people_acting_for_each
from manifattura.ui.formats import date_text
from manifattura.ui.statuses import find_status

from ..domain.states import RankingStage
from ..models import Ranking, RankingEntry


def announce_ranking(*, ranking_id: int) -> int:
    """One notice per person acting for each applicant, in the person's language; returns how many."""
    ranking = (
        Ranking.objects.select_related("call").defer("input_document", "result_document").get(pk=ranking_id)
    )
    entries = list(RankingEntry.objects.select_related("bid__application").filter(ranking=ranking))
    people = people_acting_for_each({entry.bid.application.lead_id for entry in entries})
    letters = []
    for entry in entries:
        application = entry.bid.application
        for person in people.get(application.lead_id, []):
            with override(person.language):
                subject, body = _words(ranking, entry)
            letters.append(
                Letter(
                    person=person,
                    kind="ranking_published",
                    subject=subject,
                    body=body,
                    url=f"/domande/{application.code}/",
                    scope=application.audit_scope,
                )
            )
    return notify_many(letters=letters)


def _words(ranking: Ranking, entry: RankingEntry) -> tuple[str, str]:
    call = ranking.call.title
    if ranking.stage == RankingStage.FINAL:
        subject = _("Graduatoria definitiva: %(call)s") % {"call": call}
    else:
        subject = _("Graduatoria provvisoria: %(call)s") % {"call": call}
    lines = [
        _("Esito della tua domanda: %(status)s.") % {"status": find_status("application", entry.status).word}
    ]
    if entry.position:
        lines.append(_("Posizione: %(position)s.") % {"position": entry.position})
    if ranking.observations_until:
        lines.append(
            _("Puoi inviare osservazioni fino al %(day)s.")
            % {"day": date_text(ranking.observations_until, "long")}
        )
    lines.append(
        _("Nella pagina della domanda trovi i tuoi punteggi, i motivi della commissione e la spiegazione.")
    )
    return subject, "\n".join(lines)
