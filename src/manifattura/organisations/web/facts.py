"""The pages of one organisation: summary, facts, size, constitution."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today

from ..actions.constitute_firm import constitute_firm
from ..actions.edit_organisation import edit_organisation
from ..domain.kinds import ParticipantKind, SizeClass
from ..domain.size import size_class
from ..models import Organisation
from ..queries.ateco import ateco_title
from ..queries.mandates import mandates_of
from ..queries.organisations import capacity_of
from ..queries.size import thresholds, thresholds_source
from ..queries.words import KINDS, MANDATES, SIZES
from .access import changeable_organisation, is_new, own_organisation, remember_way_back, rights, tried
from .forms import ConstitutionForm, FactsForm, SizeForm

CONTACTS = ("name", "legal_form", "vat_number", "founded_on", "email", "pec", "phone", "website")
SIZE = ("employees", "turnover", "balance_total", "size_class")


@audience("person")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the programme knows of the organisation, and what is still missing."""
    organisation = own_organisation(request, pk)
    remember_way_back(request, pk)
    context = {**rights(request, organisation), **summary_of(organisation)}
    capacity = capacity_of(request.person, organisation)
    context["asks_how_it_went"] = is_new(request, pk) and not context["missing"]
    context["capacity"] = next((word for kind, word in MANDATES.items() if kind == capacity), "")
    return render(request, "organisations/detail.html", context)


def summary_of(organisation: Organisation) -> dict[str, object]:
    """Codes, seats, members and people of the organisation, and the parts still to be filled."""
    codes = list(organisation.ateco_codes.all())
    seats = list(organisation.seats.select_related("nil", "municipio"))
    grouping = organisation.kind == ParticipantKind.GROUPING
    missing = []
    if not grouping:
        missing = [
            word
            for present, word in (
                (codes, _("attività ATECO")),
                (seats, _("sedi")),
                # who does not exist yet has no size
                (organisation.size_class or organisation.kind == ParticipantKind.FIRM_TO_BE, _("dimensione")),
            )
            if not present
        ]
    return {
        "kind_word": KINDS[ParticipantKind(organisation.kind)],
        "grouping": grouping,
        "codes": [{"row": row, "title": ateco_title(row.code, row.edition)} for row in codes],
        "seats": seats,
        "members": list(organisation.members.select_related("member")) if grouping else [],
        "mandates": mandates_of(organisation),
        "missing": missing,
    }


@audience("person")
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = changeable_organisation(request, pk)
    initial = {name: getattr(organisation, name) for name in CONTACTS}
    form = FactsForm(request.POST or None, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: edit_organisation(organisation=organisation, facts=given, by=request.person)):
            messages.success(request, _("Dati salvati."))
            return redirect("organisations:detail", pk=pk)
    return render(request, "organisations/facts.html", {**rights(request, organisation), "form": form})


@audience("person")
def size(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures, declared class, and what the thresholds say of those figures."""
    organisation = changeable_organisation(request, pk)
    if organisation.kind == ParticipantKind.GROUPING:
        raise Http404
    form = SizeForm(request.POST or None, initial={name: getattr(organisation, name) for name in SIZE})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: edit_organisation(organisation=organisation, facts=given, by=request.person)):
            messages.success(request, _("Dimensione salvata."))
            _say_if_it_differs(request, organisation)
            return redirect("organisations:detail", pk=pk)
    in_force = thresholds(today())
    computed = _computed(organisation)
    context = {
        **rights(request, organisation),
        "form": form,
        "thresholds": [{"word": SIZES[one.size], "rule": one} for one in in_force],
        "source": thresholds_source(today()),
        "computed": SIZES[computed] if computed else "",
        "differs": bool(computed and organisation.size_class and computed != organisation.size_class),
    }
    return render(request, "organisations/size.html", context)


def _computed(organisation: Organisation) -> SizeClass | None:
    """The size that the figures on record say."""
    return size_class(
        people=organisation.employees,
        turnover=organisation.turnover,
        balance_total=organisation.balance_total,
        thresholds=thresholds(today()),
    )


def _say_if_it_differs(request: HttpRequest, organisation: Organisation) -> None:
    """A class that the figures do not bear out is said at once; linked firms may explain it."""
    organisation.refresh_from_db()
    computed = _computed(organisation)
    if computed and organisation.size_class and computed != organisation.size_class:
        messages.warning(
            request,
            _(
                "I numeri dicono altro: %(size)s. Se sommi imprese collegate o associate può essere diversa: controlla prima di dichiararla."
            )
            % {"size": SIZES[computed]},
        )


@audience("person")
def constitution(request: HttpRequest, pk: int) -> HttpResponse:
    """A firm to be constituted gets its numbers."""
    organisation = changeable_organisation(request, pk)
    if organisation.kind != ParticipantKind.FIRM_TO_BE:
        raise Http404
    initial = {"name": organisation.name, "legal_form": organisation.legal_form}
    form = ConstitutionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: constitute_firm(organisation=organisation, by=request.person, **given)):
            messages.success(request, _("Impresa costituita: i numeri sono registrati."))
            return redirect("organisations:detail", pk=pk)
    context = {**rights(request, organisation), "form": form}
    return render(request, "organisations/constitution.html", context)
