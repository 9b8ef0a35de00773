"""Send an observation on the provisional ranking, with files, until the term ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from manifattura.applications.actions.store_upload import Upload, store_uploads
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.permissions import may_send_application
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..domain.states import RankingStage
from ..models import Observation, ObservationFile, Ranking
from ..queries.acceptances import city_day
from ..queries.observations import observations_end
from ..queries.rankings import entry_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application

LONGEST = 10_000


def send_observation(
    *, application: Application, text: str, attachments: Sequence[Upload] = (), by: Person
) -> Observation:
    """Who may send the application may observe. The day is the database's; the last one counts until midnight."""
    if not may_send_application(by, application):
        raise PermissionRefused(_("Le osservazioni le invia chi rappresenta l’impresa o un suo delegato."))
    words = checked_text(text)
    if application.state == ApplicationState.WITHDRAWN:
        raise Refused(_("La domanda è ritirata: non si inviano più osservazioni."), code="withdrawn")
    with transaction.atomic():
        ranking, end = lock_provisional(application)
        if city_day() > end:
            raise Refused(
                _("Il termine per le osservazioni è finito %(day)s: questa non si può più inviare.")
                % {"day": date_text(end, "long")},
                code="late",
            )
        observation = write_observation(application, ranking, words, sent_at=database_now(), by=by)
        ObservationFile.objects.bulk_create(
            ObservationFile(
                observation=observation,
                storage_key=upload.stored.storage_key,
                name=upload.good.name,
                size=upload.stored.size,
                content_type=upload.good.content_type,
                sha256=upload.stored.sha256,
            )
            for upload in store_uploads(attachments)
        )
    return observation


def checked_text(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused(_("Scrivi la tua osservazione."), field="text")
    if len(words) > LONGEST:
        raise Refused(
            _("Il testo è troppo lungo: al massimo %(n)s caratteri.") % {"n": LONGEST}, field="text"
        )
    return words


def write_observation(
    application: Application, ranking: Ranking, text: str, *, sent_at: datetime, by: Person
) -> Observation:
    """The next number of the call, under the lock of its ranking."""
    last = Observation.objects.filter(call_id=application.call_id).aggregate(last=Max("number"))["last"]
    observation = Observation.objects.create(
        call_id=application.call_id,
        ranking=ranking,
        application=application,
        number=(last or 0) + 1,
        text=text,
        sent_by=by,
        sent_at=sent_at,
    )
    audit.record(
        "observation_sent",
        by=by,
        subject=observation,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={"application": application.code, "number": observation.number, "version": ranking.version},
    )
    return observation


def lock_provisional(application: Application) -> tuple[Ranking, date]:
    """The version in force and the last day to observe on it, locked: who publishes the next one, and who else observes,
    waits or has come before. `Refused` when it takes none.
    """
    entry = entry_of(application)
    if entry is None:
        raise Refused(_("La graduatoria di questa domanda non è ancora pubblicata."), code="state")
    ranking = (
        Ranking.objects.select_for_update(of=("self",))
        .defer("input_document", "result_document")
        .get(pk=entry.ranking_id)
    )
    newest = Ranking.objects.filter(round_id=ranking.round_id).aggregate(last=Max("version"))["last"]
    if ranking.stage != RankingStage.PROVISIONAL or ranking.version != newest:
        raise Refused(
            _("Le osservazioni si inviano sulla graduatoria provvisoria: questa è già definitiva."),
            code="state",
        )
    end = observations_end(ranking)
    if end is None:
        raise Refused(_("Il bando non prevede osservazioni sulla graduatoria."), code="state")
    return ranking, end
