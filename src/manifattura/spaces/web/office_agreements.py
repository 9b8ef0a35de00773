"""Agreements for the office: the list with its export, one begun, its terms, its page with what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.evaluation.queries.lot_awards import lot_awards
from manifattura.kernel.audience import audience
from manifattura.kernel.audit_words import act, differences
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.kernel.xlsx_answer import xlsx_answer
from manifattura.organisations.queries.organisations import organisation_with_code
from manifattura.ui.forms import show_refusal
from manifattura.ui.statuses import find_status

from ..actions.take_step import seen_of
from ..actions.write_agreement import draft_agreement, draft_from_award, save_terms
from ..domain.agreements import AgreementKind, AgreementState, Ground
from ..domain.owners import ASKED
from ..models import Agreement, Space
from ..queries.agreement_terms import preview
from ..queries.agreement_words import CHECKS, FILES, GROUNDS, KINDS, kind_text, party_text
from ..queries.agreements import (
    agreement_with_code,
    agreements,
    history_of_agreement,
    late_counts,
    waiting_agreements,
)
from .agreement_facts import (
    aid_rows,
    benefit_lines,
    contract_rows,
    cut_rows,
    excess_text,
    foreseen_rows,
    instalment_rows,
    is_folded,
    limit_rows,
    terms_rows,
    works_rows,
)
from .agreement_forms import NewAgreementForm, TermsForm
from .agreement_steps import (
    PAID,
    STEPS,
    UNPAID,
    act_on_instalment,
    bound_form,
    instalment_forms,
    sent_instalment_form,
    steps_now,
)
from .cards import keepers_only

if TYPE_CHECKING:
    from manifattura.organisations.models import Organisation

IN_A_PAGE = 30
HISTORY = 40


@audience("office")
def office_agreements(request: HttpRequest) -> HttpResponseBase:
    """Every agreement; `?formato=csv` or `xlsx` gives all that were found."""
    keepers_only(request)
    state, kind = request.GET.get("stato", ""), request.GET.get("tipo", "")
    late = request.GET.get("canone") == "ritardo"
    known = {*AgreementState, "open"}
    found = agreements(
        text=request.GET.get("q", ""),
        state=state if state in known else "",
        kind=kind if kind in set(AgreementKind) else "",
        late_on=today() if late else None,
    )
    wanted = request.GET.get("formato")
    if wanted == "csv":
        return csv_answer("accordi.csv", _heads(), map(_line, found.iterator(chunk_size=500)))
    if wanted == "xlsx":
        return xlsx_answer("accordi.xlsx", _("Accordi"), _heads(), map(_line, found.iterator(chunk_size=500)))
    page = Paginator(found, IN_A_PAGE).get_page(request.GET.get("page"))
    owed = late_counts([one.pk for one in page], today())
    context = {
        "page": page,
        "rows": [
            {"one": one, "kind": kind_text(one), "party": party_text(one), "late": owed.get(one.pk, 0)}
            for one in page
        ],
        "states": [(one.value, find_status("space_agreement", one.value).word) for one in AgreementState],
        "kinds": [(one.value, word) for one, word in KINDS.items()],
        "state": state,
        "kind": kind,
        "late": late,
        "filtered": bool(request.GET.get("q") or state or kind or late),
        "waiting": waiting_agreements().count(),
    }
    return render(request, "spaces/office_agreements.html", context)


def _heads() -> list[str]:
    return [
        _("Codice"), _("Spazio"), _("Con chi"), _("Tipo"), _("Ragione"), _("Stato"), _("Contratto"), _("Firmato il"),
        _("Inizio"), _("Fine"), _("Canone di mercato all’anno"), _("Canone all’anno"), _("Equivalente sovvenzione lordo"), _("COR"),
    ]  # fmt: skip


def _line(one: Agreement) -> list[Any]:
    return [
        one.code, one.space.code, party_text(one), kind_text(one), f"{GROUNDS[Ground(one.ground)]}. {one.ground_text}",
        str(find_status("space_agreement", one.state).word), one.contract_number, one.signed_on, one.starts_on,
        one.ends_on, one.market_rent, one.rent, one.aid_equivalent, one.aid_code,
    ]  # fmt: skip


@audience("office")
def office_awards(request: HttpRequest) -> HttpResponse:
    """Lots that final rankings gave and no agreement was made of yet."""
    keepers_only(request)
    made = set(
        Agreement.objects.exclude(state=AgreementState.DROPPED)
        .filter(application__isnull=False)
        .values_list("application_id", "lot_key")
    )
    waiting = [one for one in lot_awards() if (one.application.pk, one.lot.key) not in made]
    if request.method == "POST":
        wanted = (request.POST.get("domanda", ""), request.POST.get("lotto", ""))
        award = next((one for one in waiting if (one.application.code, one.lot.key) == wanted), None)
        if award is None:
            messages.error(
                request,
                _("Un collega ha già iniziato questo accordo, o il lotto è cambiato. Guarda gli accordi."),
            )
            return redirect("spaces:office_agreements")
        try:
            agreement = draft_from_award(award=award, by=request.person)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("spaces:office_awards")
        messages.success(request, _("Accordo in bozza. Completa le condizioni, poi chiudile."))
        return redirect("spaces:office_agreement_terms", agreement.code)
    return render(request, "spaces/office_awards.html", {"awards": waiting})


@audience("office")
def office_agreement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin one on a ground that is no award here: a notice elsewhere, directly, with the owner."""
    keepers_only(request)
    space = get_object_or_404(Space.objects.select_related("nil"), pk=pk)
    form = NewAgreementForm(
        request.POST if request.method == "POST" else None, pact=space.owner_kind in ASKED
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        code = given["fiscal_code"].strip()
        try:
            organisation = _tenant(code)
            agreement = draft_agreement(
                space=space,
                kind=AgreementKind(given["kind"]),
                ground=Ground(given["ground"]),
                ground_text=given["ground_text"],
                organisation=organisation,
                by=request.person,
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Accordo in bozza. Completa le condizioni, poi chiudile."))
            return redirect("spaces:office_agreement_terms", agreement.code)
    context = {"space": space, "form": form}
    return render(request, "spaces/office_agreement_new.html", context, status=422 if form.errors else 200)


def _tenant(code: str) -> Organisation | None:
    """Who is registered with this codice fiscale; none where none is given."""
    found = organisation_with_code(code) if code else None
    if code and found is None:
        raise Refused(
            _("Nessuno è registrato con questo codice: chiedi di registrarsi."), field="fiscal_code"
        )
    return found


def _agreement(code: str) -> Agreement:
    found = agreement_with_code(code)
    if found is None:
        raise Http404
    return found


@audience("office")
def office_agreement_terms(request: HttpRequest, code: str) -> HttpResponse:
    """The terms of a draft."""
    keepers_only(request)
    found = _agreement(code)
    if found.state != AgreementState.DRAFT:
        return redirect("spaces:office_agreement", code)
    form = TermsForm(request.POST if request.method == "POST" else None, agreement=found)
    seen = request.POST.get("seen") or seen_of(found)
    if request.method == "POST" and form.is_valid():
        try:
            save_terms(agreement=found, values=form.values(), seen=seen, by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
            found.refresh_from_db()
            seen = seen_of(found)
        else:
            messages.success(request, _("Condizioni salvate."))
            return redirect("spaces:office_agreement", code)
    context = {"one": found, "form": form, "seen": seen, "kind": kind_text(found), "party": party_text(found)}
    return render(request, "spaces/office_agreement_terms.html", context, status=422 if form.errors else 200)


@audience("office")
def office_agreement(request: HttpRequest, code: str) -> HttpResponse:
    """One agreement: what comes next, terms, money, documents, what was done."""
    keepers_only(request)
    found = _agreement(code)
    wrong_at: tuple[str, int] = ("", 0)
    wrong: Any = None
    if request.method == "POST":
        done, wrong_at, wrong = _post(request, found)
        if done:
            messages.success(request, done)
            return redirect("spaces:office_agreement", code)
        found = _agreement(code)
    now_steps = steps_now(found, request.person)
    steps = [
        {
            "step": STEPS[key],
            "form": wrong if key == wrong_at[0] else bound_form(STEPS[key], found),
            "open": key == wrong_at[0],
            "file": key == "file",
        }
        for key in now_steps
    ]
    works, works_reason = works_rows(found)
    lines, foreseen = _instalments(found, wrong_at, wrong), _foreseen(found)
    context = {
        "one": found,
        "seen": seen_of(found),
        "kind": kind_text(found),
        "party": party_text(found),
        "next": next((one for one in steps if not one["file"]), None),
        "others": [one for one in steps if not one["file"]][1:],
        "upload": next((one for one in steps if one["file"]), None),
        "wrong": wrong,
        "terms": terms_rows(found),
        "cuts": cut_rows(found),
        "aid": aid_rows(found),
        "limits": limit_rows(found, today()),
        "excess": excess_text(found),
        "benefits": benefit_lines(found),
        "contract": contract_rows(found),
        "works": works,
        "works_reason": works_reason,
        "instalments": lines,
        "foreseen": foreseen,
        "far": is_folded(lines or foreseen),
        "far_open": any(line["open"] and not line["near"] for line in lines),
        "files": [{"file": one, "kind": FILES[one.kind]} for one in found.files.all()],  # type: ignore[index]
        "checks": [{"check": one, "outcome": CHECKS[one.outcome]} for one in found.checks.all()],  # type: ignore[index]
        "indices": list(found.indices.all()),
        "renewals": list(found.renewals.all()),
        "history": [
            {"entry": entry, "act": act(entry), "changes": differences(entry)}
            for entry in history_of_agreement(found)[:HISTORY]
        ],
    }
    return render(request, "spaces/office_agreement.html", context, status=422 if wrong else 200)


def _foreseen(found: Agreement) -> list[dict[str, Any]]:
    """Due dates before there are any, once there is a rent to speak of."""
    if found.kind == AgreementKind.OWNER_PACT or found.start_rent is None or found.instalments.exists():
        return []
    if found.state not in (AgreementState.DRAFT, AgreementState.CHECK_READY, AgreementState.SIGNED):
        return []
    return [row for row in foreseen_rows(preview(found)) if row["row"].rent]


def _post(request: HttpRequest, found: Agreement) -> tuple[str, tuple[str, int], Any]:
    """(what was done, …, None), or ("", the step and the line of the table, its form that says what is wrong)."""
    key, seen = request.POST.get("passo", ""), request.POST.get("seen", "")
    number, step = 0, STEPS.get(key)
    if key in (PAID, UNPAID):
        number, form = sent_instalment_form(request)
    elif step is not None:
        form = bound_form(step, found, request)
    else:
        raise Http404
    if form.is_valid():
        try:
            if step is None:
                done = act_on_instalment(found, key, number, form.cleaned_data, seen, request.person)
            else:
                step.act(found, form.cleaned_data, seen, request.person)
                done = str(step.done)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return done, ("", 0), None
    return "", (key, number), form


def _instalments(found: Agreement, wrong_at: tuple[str, int], wrong: Any) -> list[dict[str, Any]]:
    """Each line with the form of what may be written of it; the one that was refused stays open."""
    lines = instalment_rows(found, list(found.instalments.all()), today())
    for line in lines:
        key = UNPAID if line["row"].paid_on else PAID
        refused = wrong_at == (key, line["row"].number)
        line |= {
            "key": key,
            "open": refused,
            "form": wrong if refused else instalment_forms(line["row"].number)[key],
        }
    return lines


@require_safe
@audience("office")
def office_agreement_file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    keepers_only(request)
    file = get_object_or_404(_agreement(code).files, pk=number)
    return file_response(file.storage_key, name=file.name, content_type=file.content_type, size=file.size)
