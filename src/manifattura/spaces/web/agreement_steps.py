"""The steps of an agreement on the office's page: which forms stand there now, which comes first, what each one does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..actions.check_agreement import check_agreement
from ..actions.close_terms import close_terms, drop_agreement, reopen_terms
from ..actions.end_agreement import end_agreement, terminate_agreement
from ..actions.hand_over_space import hand_over_space, start_activity
from ..actions.keep_agreement_file import MOST_MEGABYTES, add_agreement_file
from ..actions.keep_deposit import lodge_deposit, release_deposit
from ..actions.keep_rent import record_index, record_payment, undo_payment
from ..actions.keep_works import approve_works, finish_works, plan_works, record_works_tests
from ..actions.sign_agreement import record_aid_check, sign_agreement
from ..actions.write_agreement import draft_renewal
from ..domain.agreement_files import AgreementFileKind as File
from ..domain.agreements import OPEN, AgreementKind, AgreementState
from ..domain.aid_in_kind import Verdict
from ..models import Agreement
from ..permissions import may_sign_agreements
from ..queries.agreements import enters_space
from . import agreement_forms as given

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MEGABYTE = 1024 * 1024
Act = Callable[[Agreement, dict[str, Any], str, "Person"], Any]


class Nothing(forms.Form):
    """A step that asks nothing."""


@dataclass(frozen=True)
class Step:
    """One form of the page. `title` says what, `button` does it, `done` is said after it."""

    key: str
    title: Promise
    button: Promise
    done: Promise
    form: type[forms.Form]
    act: Act
    text: Promise | str = ""
    variant: str = "primary"


def _s(
    key: str,
    title: Promise,
    button: Promise,
    done: Promise,
    act: Act,
    form: type[forms.Form] = Nothing,
    text: Promise | str = "",
    variant: str = "outline",
) -> Step:
    return Step(key, title, button, done, form, act, text, variant)


def _file(agreement: Agreement, values: dict[str, Any], seen: str, by: Person) -> Any:
    file = values["file"]
    content = file.read((MOST_MEGABYTES + 1) * MEGABYTE)
    return add_agreement_file(
        agreement=agreement, kind=values["kind"], caption=values["caption"], name=file.name or "", content=content,
        size=file.size or 0, seen=seen, by=by,
    )  # fmt: skip


def _index(agreement: Agreement, values: dict[str, Any], seen: str, by: Person) -> Any:
    return record_index(
        agreement=agreement, year=int(values["year"]) - 1, percent=values["percent"], source=values["source"], seen=seen, by=by
    )  # fmt: skip


def _plain(action: Callable[..., Any]) -> Act:
    return lambda agreement, values, seen, by: action(agreement=agreement, **values, seen=seen, by=by)


STEPS: dict[str, Step] = {
    one.key: one
    for one in (
        _s("chiudi", _("Chiudi le condizioni"), _("Calcola e chiudi"), _("Condizioni chiuse: canone e vantaggio sono calcolati."),
           _plain(close_terms), text=_("Si calcolano canone, riduzioni e vantaggio. L’assegnatario comincia a leggerle.")),
        _s("riapri", _("Riapri le condizioni"), _("Riapri"), _("Condizioni riaperte: si ricalcola e si ricontrolla."),
           _plain(reopen_terms), text=_("Il calcolo e il controllo fatti si perdono: si rifanno dopo.")),
        _s("lascia", _("Non si firma"), _("Lascia l’accordo"), _("Accordo lasciato: lo spazio è libero."),
           _plain(drop_agreement), given.BecauseForm, variant="danger"),
        _s("aiuto", _("Controlla l’aiuto di Stato"), _("Registra il controllo"), _("Controllo registrato."),
           _plain(record_aid_check), given.AidCheckForm),
        _s("firma", _("Registra la firma"), _("Registra la firma"), _("Accordo firmato: lo spazio è assegnato."),
           _plain(sign_agreement), given.SignForm, text=_("Prima carica il file del contratto, qui sotto.")),
        _s("deposito", _("Ricevi il deposito"), _("Registra il deposito"), _("Deposito registrato."),
           _plain(lodge_deposit), given.DepositForm),
        _s("consegna", _("Consegna lo spazio"), _("Registra la consegna"), _("Spazio consegnato: le rate ci sono."),
           _plain(hand_over_space), given.HandOverForm, text=_("Prima carica il verbale firmato, o una fotografia.")),
        _s("avvio", _("Registra l’inizio"), _("È cominciata"), _("Inizio registrato."), _plain(start_activity), given.OnForm,
           text=_("Il giorno in cui l’attività è cominciata.")),
        _s("controllo", _("Controllo annuale"), _("Registra il controllo"), _("Controllo registrato: l’assegnatario lo legge."),
           _plain(check_agreement), given.CheckForm),
        _s("lavori", _("Lavori a scomputo"), _("Salva i lavori"), _("Lavori salvati."), _plain(plan_works), given.WorksForm),
        _s("approva", _("Approva il preventivo"), _("Registra l’approvazione"), _("Preventivo approvato."),
           _plain(approve_works), given.ApproveForm),
        _s("finiti", _("I lavori sono finiti"), _("Registra la fine"), _("Fine dei lavori registrata."),
           _plain(finish_works), given.OnForm),
        _s("collaudo", _("Collauda i lavori"), _("Registra il collaudo"), _("Collaudo registrato: i lavori si scontano dalle rate."),
           _plain(record_works_tests), given.TestsForm, text=_("Prima carica il verbale di collaudo.")),
        _s("indice", _("Aggiorna il canone"), _("Registra l’indice"), _("Indice registrato: le rate non pagate sono nuove."),
           _index, given.IndexForm),
        _s("rinnova", _("Rinnova"), _("Prepara il rinnovo"), _("Rinnovo preparato: è un accordo nuovo, in bozza."),
           lambda agreement, _values, _seen, by: draft_renewal(agreement=agreement, by=by),
           text=_("È un vantaggio nuovo: si calcola e si controlla di nuovo.")),
        _s("fine", _("Lo spazio è tornato"), _("Registra la fine"), _("Accordo finito: lo spazio è di nuovo disponibile."),
           _plain(end_agreement), given.EndForm),
        _s("chiudi-prima", _("Chiudi prima"), _("Chiudi l’accordo"), _("Accordo chiuso: lo spazio è di nuovo disponibile."),
           _plain(terminate_agreement), given.TerminateForm, variant="danger"),
        _s("restituisci", _("Restituisci il deposito"), _("Registra la restituzione"), _("Restituzione registrata."),
           _plain(release_deposit), given.ReleaseForm),
        _s("file", _("Aggiungi un documento"), _("Carica"), _("Documento caricato."), _file, given.AgreementFileForm),
    )
}  # fmt: skip


def steps_now(agreement: Agreement, person: Person) -> list[str]:
    """Keys of the forms that stand on the page; the first is what comes next (empty: nothing does)."""
    state = AgreementState(agreement.state)
    found = _of_state(agreement, state)
    if state in OPEN:
        found += _of_works(agreement)
        found.append("file")
    if not may_sign_agreements(person):
        found = [key for key in found if key not in ("firma", "chiudi-prima")]
    return found


def _of_state(agreement: Agreement, state: AgreementState) -> list[str]:
    lodged = not agreement.deposit_due or agreement.deposit_lodged_on is not None
    if state is AgreementState.DRAFT:
        return ["chiudi", "lascia"]
    if state is AgreementState.CHECK_READY:
        fine = agreement.aid_checked_on is not None and agreement.aid_verdict != Verdict.EXCEEDS
        return [*(["firma", "aiuto"] if fine else ["aiuto"]), "riapri", "lascia"]
    if state is AgreementState.SIGNED:
        first = [] if lodged else ["deposito"]
        return [*first, "consegna" if enters_space(agreement) else "avvio", "chiudi-prima"]
    if state is AgreementState.HANDED_OVER:
        return ["avvio", "chiudi-prima"]
    if state is AgreementState.ACTIVE:
        more = ["indice"] if agreement.indexed else []
        renewal = [] if agreement.renewals.exclude(state=AgreementState.DROPPED).exists() else ["rinnova"]
        return ["controllo", *more, *renewal, "fine", "chiudi-prima"]
    owed = agreement.deposit_lodged_on is not None and agreement.deposit_released_on is None
    return ["restituisci"] if owed else []


def _of_works(agreement: Agreement) -> list[str]:
    if agreement.kind in (AgreementKind.OWNER_PACT, AgreementKind.FREE_LOAN):
        return []
    works = getattr(agreement, "works", None)
    if works is None:
        return ["lavori"]
    if works.approved_on is None:
        return ["approva", "lavori"]
    if works.done_on is None:
        return ["finiti"]
    return ["collaudo"] if works.tested_on is None else []


def bound_form(step: Step, agreement: Agreement, request: HttpRequest | None = None) -> forms.Form:
    """The step's form, empty or as it was sent. Each has its own names, so that no label of the page is there twice."""
    if request is not None:
        return step.form(request.POST, request.FILES, prefix=step.key)
    initial: dict[str, Any] = {}
    if step.key == "lavori" and (works := getattr(agreement, "works", None)) is not None:
        initial = {"text": works.text, "estimate": works.estimate, "share": works.share}
    if step.key == "file" and agreement.state == AgreementState.CHECK_READY:
        initial = {"kind": File.CONTRACT, "caption": _t("Contratto firmato")}
    if step.key == "file" and agreement.state == AgreementState.SIGNED:
        initial = {"kind": File.HANDOVER, "caption": _t("Verbale di consegna")}
    return step.form(initial=initial, prefix=step.key)


PAID, UNPAID = "pagata", "annulla-pagata"


def instalment_forms(number: int) -> dict[str, forms.Form]:
    """The two forms of a line of the table, each with names of its own."""
    return {
        PAID: given.PayForm(prefix=f"pagata-{number}"),
        UNPAID: given.BecauseForm(prefix=f"annulla-{number}"),
    }


def sent_instalment_form(request: HttpRequest) -> tuple[int, forms.Form]:
    """Of which line, and its form as it was sent."""
    number = request.POST.get("rata", "")
    at = int(number) if number.isdecimal() and len(number) < 5 else 0
    if request.POST.get("passo") == UNPAID:
        return at, given.BecauseForm(request.POST, prefix=f"annulla-{at}")
    return at, given.PayForm(request.POST, prefix=f"pagata-{at}")


def act_on_instalment(
    agreement: Agreement, key: str, number: int, values: dict[str, Any], seen: str, by: Person
) -> str:
    """A payment written, or taken back; what is told after it."""
    if key == UNPAID:
        undo_payment(agreement=agreement, number=number, because=values["because"], seen=seen, by=by)
        return _t("La rata è di nuovo da pagare.")
    record_payment(
        agreement=agreement,
        number=number,
        on=values["paid_on"],
        payment=values["payment"],
        seen=seen,
        by=by,
    )
    return _t("Pagamento registrato.")
