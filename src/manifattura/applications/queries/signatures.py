"""The qualified signature of a draft and of what was sent: does it still count, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from manifattura.accounts.queries.trust_lists import signatures_are_taken
from manifattura.kernel.clock import database_now
from manifattura.ui.formats import date_text, elided

from ..domain.states import ApplicationState
from ..models import Application, PreparedSubmission, Submission, SubmissionSignature, VerifiedSignature
from ..models.signing import SignedFile

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class Standing:
    """A verified signature of this person, and whether it is of what would be sent now."""

    signature: VerifiedSignature
    counts: bool
    is_over: bool
    """The certificate, or the trust list, came to its end since."""


def may_sign_here() -> bool:
    """Whether the way of signing is open: on a real site, with a trust list that counts."""
    return bool(settings.IDENTITY_TO_SEND) and signatures_are_taken()


def standing_signature(application: Application, by: Person) -> Standing | None:
    """What the page says of the signature; the sending judges again, under locks (`lock_signature`)."""
    signature = VerifiedSignature.objects.filter(application=application, person=by.pk).first()
    if signature is None:
        return None
    prepared = PreparedSubmission.objects.filter(application=application, person=by.pk).first()
    is_over = signature.counts_until <= database_now()
    same = prepared is not None and prepared.payload_sha256 == signature.payload_sha256
    same = same and is_own(signature, by)
    return Standing(signature, same and not is_over, is_over)


def lock_signature(*, code: str, by: Person) -> VerifiedSignature | None:
    """The signature of exactly what is prepared to be sent, kept from changing until the commit; None when there is none.

    Order of locks: application, prepared content, signature; `applications_send` follows it.
    """
    drafts = Application.objects.filter(code=code, state=ApplicationState.DRAFT)
    application = drafts.select_for_update(no_key=True).first()
    if application is None:
        return None
    prepared = PreparedSubmission.objects.filter(application=application, person=by.pk)
    ready = prepared.select_for_update().first()
    if ready is None:
        return None
    signatures = VerifiedSignature.objects.filter(
        application=application,
        person=by.pk,
        payload_sha256=ready.payload_sha256,
        counts_until__gt=database_now(),
    )
    signature = signatures.select_for_update().first()
    return signature if signature is not None and is_own(signature, by) else None


def is_own(signature: VerifiedSignature, by: Person) -> bool:
    """Whoever writes another codice fiscale in their profile after signing is not who signed."""
    return bool(signature.findings["certificate"]["fiscal_code"] == by.fiscal_code)


def signature_of(submission: Submission) -> SubmissionSignature | None:
    """With which signature it was sent; None for who was known by the State."""
    return getattr(submission, "signature", None)


def signature_rows(signed: SignedFile) -> list[tuple[str, str]]:
    """Everything that was found, for the page of who sends, the receipt and the office."""
    found: dict[str, Any] = signed.findings
    own = found.get("certificate")
    if not own:
        # discarded with the rest of what names people
        return [(_("Verificata"), date_text(signed.verified_at, "seconds"))]
    rows = [
        (_("Firmata da"), f"{own['name']}, {own['fiscal_code']}"),
        (_("Certificato di"), found["service"] or own["issuer"]),
        (_("Numero di serie"), own["serial"]),
        (
            _("Valido"),
            elided(
                _("dal %(start)s al %(end)s")
                % {"start": _day(own["not_before"]), "end": _day(own["not_after"])}
            ),
        ),
        (
            _("Ora scritta da chi ha firmato"),
            date_text(datetime.fromisoformat(found["signed_at"]), "seconds") if found["signed_at"] else "",
        ),
        (_("Verificata"), date_text(signed.verified_at, "seconds")),
        (_("Revoca"), _revocation(found["revocation"])),
        (_("Elenco di fiducia"), "; ".join(_list_words(one) for one in found["trust_lists"])),
    ]
    return [(label, value) for label, value in rows if value]


def signature_words(signed: SignedFile) -> str:
    """A few words, for receipts; everything is in `signature_rows`."""
    return elided(
        _("elettronica qualificata, verificata %(moment)s")
        % {"moment": date_text(signed.verified_at, "hour")}
    )


def _revocation(code: str) -> str:
    if code == "brought":
        return _("Il file porta la prova che il certificato non era revocato.")
    return _("Non abbiamo controllato in rete se il certificato era revocato.")


def _list_words(one: dict[str, Any]) -> str:
    name = one["territory"] or _("certificati scelti dall’ufficio")
    return elided(_("%(name)s, del %(day)s") % {"name": name, "day": _day(one["issued_at"])})


def _day(text: str) -> str:
    return date_text(datetime.fromisoformat(text))
