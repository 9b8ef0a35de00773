"""Everything a receipt says (L. 241/1990 art. 8 and 18-bis): for the page, the PDF and the e-mail alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.pdf import render_pdf
from manifattura.organisations.domain.kinds import MandateKind, ParticipantKind
from manifattura.ui import qr
from manifattura.ui.formats import date_text, elided, file_size_text, money_text
from manifattura.ui.isolato import svg

from ..domain.channels import Channel
from ..domain.phases import Days
from ..models import Application, Attachment, Submission
from .applications import attachments_of, payload_of
from .calendar import procedure_days
from .channel_words import arrival_words
from .late_tickets import ticket_words
from .proof_log import receipt_document
from .signatures import signature_of, signature_rows, signature_words
from .times import term_of

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "applications" / "pdf" / "receipt.typ"


@dataclass(frozen=True)
class Receipt:
    application: Application
    submission: Submission
    edition: Edition
    days: Days
    files: Sequence[Attachment]
    labels: dict[str, str]
    """Field key → label, for the list of files."""
    payload: dict[str, Any]
    court: str

    @property
    def number(self) -> str:
        """The registration number; until the registrar has given it, the arrival number."""
        return self.submission.registration or str(self.submission.arrival)

    @property
    def is_registered(self) -> bool:
        return bool(self.submission.registration)

    @property
    def drawing_code(self) -> str:
        """The drawing belongs to the content: it is the same before and after registration."""
        return self.submission.payload_sha256

    @property
    def file_name(self) -> str:
        """Of the downloads, without ending."""
        return f"ricevuta-{self.number.replace('/', '-')}"

    @property
    def check_address(self) -> str:
        """Where anybody who holds the paper finds it in the log: what the QR code says."""
        query = urlencode({"numero": self.submission.arrival, "impronta": self.submission.payload_sha256})
        return f"{settings.PUBLIC_ADDRESS}{reverse('applications:verify')}?{query}"


def receipt_file_of(receipt: Receipt) -> bytes | None:
    """The receipt as a file that anybody can verify (docs/formats.md §7); None until it is in the signed log."""
    document = receipt_document(receipt.submission)
    return None if document is None else json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def receipt_of(application: Application) -> Receipt:
    """The receipt of a sent application, withdrawn ones too."""
    edition = edition_by_id(application.edition_id)
    return Receipt(
        application=application,
        submission=application.submission,
        edition=edition,
        days=procedure_days(edition, term_of(application), application.submission.received_at),
        files=list(attachments_of(application)),
        labels={item.key: item.label for section in edition.form for item in section.fields},
        payload=payload_of(application),
        court=settings.CITY.get("courts", {}).get("regional_court", ""),
    )


def rights(receipt: Receipt) -> list[tuple[str, str]]:
    """What the law asks to tell: office, person responsible, term, remedies, how to see the file."""
    office = receipt.edition.office
    end = date_text(receipt.days.procedure, "long")
    contact = ", ".join(filter(None, [office.email, office.pec, office.phone]))
    where = _sentences(office.address, office.opening_hours)
    substitute = ", ".join(filter(None, [office.substitute_power, office.substitute_power_email]))
    return [
        (_("Ufficio"), f"{office.name} ({contact})"),
        (_("Responsabile del procedimento"), office.head_of_procedure),
        (
            _("Termine del procedimento"),
            _term_words(receipt.edition)
            % {"days": receipt.edition.timetable.procedure_term_days, "end": end},
        ),
        (
            _("Se l’ufficio non risponde"),
            _(
                "Puoi chiedere di intervenire a chi ha il potere sostitutivo (L. 241/1990 art. 2 c. 9-bis): %(who)s. "
                "Oppure puoi ricorrere al %(court)s (art. 31 e 117 del codice del processo amministrativo), finché "
                "l’ufficio non risponde e comunque entro un anno dalla fine del termine."
            )
            % {"who": substitute, "court": receipt.court or _("tribunale amministrativo regionale")},
        ),
        (
            _("Come vedere gli atti"),
            _("Nella tua area personale, o chiedendo accesso all’ufficio (L. 241/1990 art. 22). %(where)s")
            % {"where": where},
        ),
    ]


def _sentences(*parts: str) -> str:
    """What the office wrote in several fields, as sentences."""
    written = [part.strip().rstrip(".") for part in parts]
    return ". ".join(part[0].upper() + part[1:] for part in written if part)


def _term_words(edition: Edition) -> str:
    """From when the term of the procedure runs: each kind of call has its own beginning."""
    if edition.kind == CallKind.REGISTER:
        return _(
            "%(days)s giorni da quando è arrivata la domanda: entro %(end)s. Il silenzio dell’ufficio non vale come assenso."
        )
    if edition.kind == CallKind.ROLLING:
        return _(
            "%(days)s giorni dalla scadenza della sessione: entro %(end)s. Il silenzio dell’ufficio non vale come assenso."
        )
    return _(
        "%(days)s giorni dalla scadenza del bando: entro %(end)s. Il silenzio dell’ufficio non vale come assenso."
    )


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt as an accessible PDF (PDF/UA-1, PDF/A-3a); the same submission gives the same document."""
    submission, application = receipt.submission, receipt.application
    proof = receipt_file_of(receipt)
    texts = {
        "title": _("Ricevuta della domanda"),
        "number_label": _("Numero di registrazione") if receipt.is_registered else _("Numero di arrivo"),
        "received": _("Ricevuta %(moment)s (ora di Roma)")
        % {"moment": date_text(submission.received_at, "seconds")},
        "digest_label": _("Impronta SHA-256 del contenuto"),
        "digest_help": _(
            "È calcolata sul file «contenuto» (JSON canonico, RFC 8785) che puoi scaricare dalla tua area personale: "
            "chiunque può ricalcolarla."
        ),
        "files_title": _("Allegati"),
        "file": _("File"),
        "field": _("Richiesto come"),
        "size": _("Dimensione"),
        "no_files": _("Nessun allegato."),
        "rights_title": _("I tuoi diritti"),
        **_proof_texts(proof is not None),
        "law": _("Ricevuta ai sensi degli art. 8 e 18-bis della L. 241/1990."),
        "drawing": _("Disegno che nasce dall’impronta: due ricevute diverse non hanno lo stesso disegno"),
        "sample": _("Dato campione: questa ricevuta non ha valore") if application.is_sample else "",
        "institution": settings.CITY["institution"],
        "programme": settings.CITY["programme"],
    }
    data = {
        "texts": texts,
        "number": receipt.number,
        "digest": submission.payload_sha256,
        "facts": [[label, value] for label, value in [*facts(receipt), *signature_facts(receipt)]],
        "files": [
            {
                "name": file.name,
                "field": receipt.labels.get(file.field_key, file.field_key),
                "size": file_size_text(file.size),
                "sha256": file.sha256,
            }
            for file in receipt.files
        ],
        "rights": [[label, value] for label, value in rights(receipt)],
        "proof": proof.decode() if proof else "",
        "proof_name": f"{receipt.file_name}.json",
        "qr": qr.svg(receipt.check_address),
        "verify_page": f"{settings.PUBLIC_ADDRESS}{reverse('applications:verify')}",
        "band": svg(receipt.drawing_code, "night", cols=22, rows=3, standalone=True),
    }
    return render_pdf(TEMPLATE, data, made_at=submission.received_at)


def _proof_texts(proved: bool) -> dict[str, str]:
    """How whoever has the document checks it without trusting us."""
    attached = _(
        "Carica questo PDF in questa pagina e leggi che cosa torna e che cosa no: dentro c’è la prova, come allegato. Oppure "
        "inquadra il codice."
    )
    waiting = _("Inquadra il codice: la pagina dice se la domanda è nel registro del bando.")
    return {
        "proof_title": _("Come si verifica"),
        "proof_help": attached if proved else waiting,
        "proof_file": _(
            "Prova che la domanda è nel registro del bando: si controlla nella pagina di verifica"
        ),
        "qr": _("Codice QR che porta alla pagina di verifica di questa ricevuta"),
    }


def _sent_how(receipt: Receipt) -> list[tuple[str, str]]:
    """Who sent it here; or how it arrived, who signed it, and which officer entered it."""
    sender = receipt.payload["submitted_by"]
    who = sender["name"]
    if receipt.application.channel == Channel.ONLINE:
        capacity = capacity_words(sender.get("capacity", ""), receipt.payload["applicant"].get("kind", ""))
        return [
            (_("Inviata da"), f"{who}, {capacity}" if capacity else who),
            (_("Firma"), _signed_how(receipt)),
            (_("Biglietto"), ticket_words(receipt.submission)),
        ]
    return [(_("Firmata da"), who), (_("Come è arrivata"), arrival_words(receipt.application.entered))]


def signature_facts(receipt: Receipt) -> list[tuple[str, str]]:
    """Everything that was found of the signature; nothing where the State knew the sender."""
    signature = signature_of(receipt.submission)
    return signature_rows(signature) if signature else []


def _signed_how(receipt: Receipt) -> str:
    """Only where a signature took the place of SPID, CIE or eIDAS."""
    signature = signature_of(receipt.submission)
    return signature_words(signature) if signature else ""


def capacity_words(capacity: str, kind: str) -> str:
    """In which quality the sender acted; who acts for themself needs none."""
    if capacity == MandateKind.DELEGATE:
        return _("come delegato di chi rappresenta l’impresa")
    if capacity != MandateKind.LEGAL_REP or kind == ParticipantKind.SELF_EMPLOYED:
        return ""
    if kind == ParticipantKind.FIRM_TO_BE:
        return _("come promotore dell’impresa")
    return _("come legale rappresentante")


def discarded_words(application: Application) -> str:
    """By which authority the content was discarded; empty while it is there."""
    if application.discarded_at is None:
        return ""
    return elided(
        _(
            "Scartato il %(day)s (%(authority)s). Restano l’impronta, i numeri e l’esito: chi ha il file «contenuto» può ancora "
            "confrontarlo."
        )
        % {"day": date_text(application.discarded_at), "authority": application.discarded_under}
    )


def facts(receipt: Receipt) -> list[tuple[str, str]]:
    """Who, for what, how much, in which numbers."""
    submission, application, payload = receipt.submission, receipt.application, receipt.payload
    rows = [
        (_("Bando"), receipt.edition.texts.title),
        (_("Impresa"), payload["applicant"]["name"] or application.lead.name),
        (_("Progetto"), application.project_title),
        (_("Spesa prevista"), money_text(application.project_cost) if application.project_cost else ""),
        (
            _("Contributo richiesto"),
            money_text(application.requested_amount) if application.requested_amount else "",
        ),
        (_("Numero di arrivo"), str(submission.arrival)),
        (_("Codice della domanda"), application.code),
        *_sent_how(receipt),
        (_("Contenuto"), discarded_words(application)),
    ]
    return [(label, value) for label, value in rows if value]
