"""The evaluation as a preservation system receives it: minutes, public sittings, rankings with their replay, what arrived about an application."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from manifattura.applications.queries.preserved import APPLICANT, given_file
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.preservation import KeptFile

from ..models import Minutes, Observation, OfferImprovement, PublicDraw, Ranking, VisitFile
from .draw_minutes import draw_minutes_pdf
from .draws import draws_of
from .improvement_minutes import improvement_minutes_pdf
from .improvements import improvements_of
from .opening_minutes import opening_minutes_pdf
from .openings import opening_of

if TYPE_CHECKING:
    from manifattura.calls.models import Call


def kept_minutes(call: Call) -> Iterator[KeptFile]:
    """The file as generated, and the signed one where it came back."""
    found = Minutes.objects.filter(committee__call=call, generated_at__isnull=False)
    for one in found.select_related("signed").order_by("pk"):
        assert one.generated_at is not None
        identifier = f"{call.slug}/verbale/{one.pk}"
        yield KeptFile(
            path=f"verbali/verbale-{one.pk}.pdf",
            identifier=identifier,
            kind="Verbale della commissione",
            subject=f"Verbale n. {one.number} della commissione, {call.title}",
            at=one.generated_at,
            author=call.office.name,
            content_type="application/pdf",
            storage_key=one.storage_key,
        )
        signed = getattr(one, "signed", None)
        if signed is not None:
            yield KeptFile(
                path=f"verbali/verbale-{one.pk}-firmato.{signed.kind}",
                identifier=f"{identifier}/firmato",
                kind="Verbale della commissione firmato",
                subject=f"Verbale n. {one.number} della commissione, {call.title}",
                at=signed.uploaded_at,
                author=call.office.name,
                content_type="application/pdf" if signed.kind == "pdf" else "application/pkcs7-mime",
                storage_key=signed.storage_key,
                original_name=signed.file_name,
                is_attachment_of=identifier,
            )


def kept_public_sittings(call: Call) -> Iterator[KeptFile]:
    """Draws and sittings that better equal offers: of each what was announced, annulled ones too, and the minutes once held."""
    if call.current_edition_id is None:
        return
    found = current_edition(call)
    for draw in draws_of(call.pk):
        minutes = draw_minutes_pdf(draw, found) if draw.held_at else None
        yield from _kept_sitting(call, draw, "sorteggio", "Sorteggio pubblico", minutes)
    for better in improvements_of(call.pk):
        minutes = improvement_minutes_pdf(better, found) if better.held_at else None
        yield from _kept_sitting(
            call, better, "migliorie", "Seduta per migliorare le offerte uguali", minutes
        )


def _kept_sitting(
    call: Call, one: PublicDraw | OfferImprovement, name: str, words: str, minutes: bytes | None
) -> Iterator[KeptFile]:
    identifier, subject = f"{call.slug}/{name}/{one.number}", f"{words} n. {one.number}, {call.title}"
    yield KeptFile(
        path=f"sedute-pubbliche/{name}-{one.number}-annuncio.json",
        identifier=identifier,
        kind="Annuncio di seduta pubblica",
        subject=f"{subject}. Annullata: {one.annulled_reason}" if one.annulled_at else subject,
        at=one.convened_at,
        author=call.office.name,
        content_type="application/json",
        content=canonical_json(one.announcement),
    )
    if minutes is not None:
        assert one.held_at is not None
        yield KeptFile(
            path=f"sedute-pubbliche/{name}-{one.number}-verbale.pdf",
            identifier=f"{identifier}/verbale",
            kind="Verbale di seduta pubblica",
            subject=subject,
            at=one.held_at,
            author=call.office.name,
            content_type="application/pdf",
            content=minutes,
            is_attachment_of=identifier,
        )


def kept_opening(call: Call) -> Iterator[KeptFile]:
    """The minutes of the opening of the envelopes, where the call seals something and they are open."""
    found = opening_of(call.pk)
    if found is not None:
        yield KeptFile(
            path="buste/verbale-apertura.pdf",
            identifier=f"{call.slug}/apertura",
            kind="Verbale di apertura delle buste",
            subject=f"Apertura delle buste. {call.title}",
            at=found.opened_at,
            author=call.office.name,
            content_type="application/pdf",
            content=opening_minutes_pdf(found),
        )


def kept_rankings(call: Call) -> Iterator[KeptFile]:
    """Of each published version the replay file and its result: their SHA-256 are the digests that the page shows."""
    keys = Ranking.objects.filter(call=call, published_at__isnull=False).order_by("pk")
    for pk in keys.values_list("pk", flat=True):
        one = Ranking.objects.select_related("round").get(pk=pk)
        assert one.published_at is not None
        for name, word, document in (
            ("replay", "dati del calcolo", one.input_document),
            *(
                (
                    ("lotti", "dati dell’assegnazione dei lotti", one.lots_input),
                    ("lotti-risultato", "risultato dell’assegnazione dei lotti", one.lots_result),
                )
                if one.lots_input is not None
                else ()
            ),
            ("risultato", "risultato", one.result_document),
        ):
            identifier = f"{call.slug}/graduatoria/{pk}"
            yield KeptFile(
                path=f"graduatorie/sessione-{one.round.number}-versione-{one.version}-{name}.json",
                identifier=f"{identifier}/{name}",
                kind="Graduatoria",
                subject=f"Graduatoria, versione {one.version}, atto n. {one.act_number}: {word}. {call.title}",
                at=one.published_at,
                author=call.office.name,
                content_type="application/json",
                content=canonical_json(document),
                is_attachment_of="" if name == "risultato" else f"{identifier}/risultato",
            )


def kept_casework(application_id: int, office: str) -> Iterator[KeptFile]:
    """Observations on the ranking with their answers, and pictures of visits: what a discard takes out of the casework.

    Replies to remedies and observations on a notice are forms, with the application; the answers to the latter are in its messages.
    """
    yield from _kept_observations(application_id)
    pictures = VisitFile.objects.filter(visit__review__application_id=application_id)
    for one in pictures.select_related("visit__review__application").order_by("pk"):
        code = one.visit.review.application.code
        yield given_file(
            one,
            f"domande/{code}/sopralluoghi/{one.visit_id}",
            f"domanda/{code}",
            one.uploaded_at,
            f"Sopralluogo per la domanda {code}",
            office,
        )


def _kept_observations(application_id: int) -> Iterator[KeptFile]:
    found = Observation.objects.filter(application_id=application_id)
    for one in (
        found.select_related("application", "ranking", "answer")
        .defer("ranking__input_document", "ranking__result_document", "ranking__changes")
        .prefetch_related("files")
        .order_by("number")
    ):
        code, subject = one.application.code, f"Osservazione n. {one.number} sulla graduatoria"
        identifier = f"domanda/{code}/osservazione/{one.number}"
        folder = f"domande/{code}/osservazioni/{one.number}"
        yield KeptFile(
            path=f"{folder}.json",
            identifier=identifier,
            kind="Osservazione",
            subject=f"{subject}, domanda {code}",
            at=one.sent_at,
            author=APPLICANT,
            content_type="application/json",
            content=canonical_json(_observation_document(one)),
            is_attachment_of=f"domanda/{code}",
        )
        for file in one.files.all():
            yield given_file(file, folder, identifier, one.sent_at, subject)


def _observation_document(one: Observation) -> dict[str, Any]:
    answer = getattr(one, "answer", None)
    return {
        "format": "manifattura-observation/1",
        "number": one.number,
        "ranking_version": one.ranking.version,
        "sent_at": one.sent_at.isoformat(),
        "text": one.text,
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in one.files.all()],
        "answer": {
            "accepted": answer.accepted,
            "text": answer.text,
            "answered_at": answer.answered_at.isoformat(),
        }
        if answer is not None
        else None,
    }
