"""The office's list of calls, a new call, and the page of one call: where it stands and what comes next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.offices import offices_for
from manifattura.accounts.queries.people import people_with_role
from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.errors import Refused
from manifattura.ui.forms import show_refusal
from manifattura.ui.statuses import find_status

from ... import permissions
from ...actions.create_call import create_call
from ...domain.states import CallState
from ...domain.templates.catalogue import TEMPLATES
from ...models import Call
from ...queries.calls import calls_for_staff
from ...queries.draft import draft_document
from ...queries.pending import pending_in
from ...queries.stops import stops_of
from ...queries.target_areas import edition_of_template
from ...queries.texts import translated
from .access import office_call
from .builder import desk_of, part_url, tabs
from .links import groups_of
from .words import part_words

EMPTY = "empty"


@audience("office")
def office_list(request: HttpRequest) -> HttpResponse:
    """The calls of the person's offices, the latest first, by state and text."""
    calls = calls_for_staff(request.person).select_related("office", "head_of_procedure")
    states = {state.value for state in CallState}
    state, text = request.GET.get("stato", ""), request.GET.get("q", "").strip()
    found = calls.filter(title__icontains=text) if text else calls
    counts = dict.fromkeys(states, 0)
    for value in found.values_list("state", flat=True):
        counts[value] += 1
    if state in states:
        found = found.filter(state=state)
    found = found.annotate(lots_given=Count("lotdrafts")).order_by("-pk")
    context = {
        "page": Paginator(found, 25).get_page(request.GET.get("page")),
        "filters": _filters(state, text, counts),
        "text": text,
        "may_create": any(
            permissions.may_write_calls_of(request.person, office.pk)
            for office in offices_for(request.person)
        ),
    }
    return render(request, "calls/office/list.html", context)


def _filters(state: str, text: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    query = f"&q={text}" if text else ""
    entries = [
        {"label": _("Tutti"), "href": f"?{query[1:]}", "current": not state, "count": sum(counts.values())}
    ]
    entries += [
        {
            "label": str(find_status("call", key.value).word),
            "href": f"?stato={key.value}{query}",
            "current": state == key.value,
            "count": counts[key.value],
        }
        for key in CallState
        if counts[key.value] or state == key.value
    ]
    return entries


class NewCallForm(forms.Form):
    template = forms.ChoiceField(label=gettext_lazy("Da dove parti"), widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Titolo del bando"), max_length=160)
    slug = forms.SlugField(
        label=gettext_lazy("Indirizzo della pagina"),
        help_text=gettext_lazy(
            "Lettere minuscole, numeri e trattini. Vuoto: lo ricaviamo dal titolo. Poi non cambia."
        ),
        max_length=80,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Usa solo lettere senza accento, numeri e trattini, senza spazi.")
        },
    )
    office = forms.ChoiceField(label=gettext_lazy("Ufficio"))
    head = forms.ChoiceField(label=gettext_lazy("Responsabile del procedimento"))

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {
            str(office.pk): office
            for office in offices_for(person)
            if permissions.may_write_calls_of(person, office.pk)
        }
        self.heads = {
            str(head.pk): head
            for office in self.offices.values()
            for head in people_with_role(Role.HEAD_OF_PROCEDURE, office_id=office.pk)
        }
        self.fields["template"].choices = [
            (key, f"{_(template.title)}. {_(template.description)}") for key, template in TEMPLATES.items()
        ]
        self.fields["office"].choices = [(pk, office.name) for pk, office in self.offices.items()]
        self.fields["head"].choices = [(pk, head.full_name) for pk, head in self.heads.items()]

    def clean_slug(self) -> str:
        written = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))[:80].strip("-")
        if not written and self.cleaned_data.get("title"):
            raise forms.ValidationError(_("Scrivi un indirizzo per la pagina."))
        return str(written).lower()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        office, head = self.offices.get(facts.get("office", "")), self.heads.get(facts.get("head", ""))
        if office and head and not permissions.may_sign_for_office(head, office.pk):
            self.add_error("head", _("Questa persona non è responsabile in questo ufficio."))
        return facts


@audience("office")
def office_create(request: HttpRequest) -> HttpResponse:
    """A new draft, from a template or from nothing."""
    form = NewCallForm(
        request.POST or None, person=request.person, initial={"template": next(iter(TEMPLATES))}
    )
    if not form.offices:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            call = create_call(
                slug=facts["slug"],
                title=facts["title"],
                office=form.offices[facts["office"]],
                head_of_procedure=form.heads[facts["head"]],
                by=request.person,
                template=edition_of_template(facts["template"]),
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Bozza creata. Completa le parti, poi mandala in approvazione."))
            return redirect("calls:office_detail", call.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/office/create.html", {"form": form}, status=status)


@audience("office")
def office_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the call stands, what is missing, who does the next step, its editions."""
    call = office_call(request, pk)
    desk = desk_of(request, call)
    words = part_words()
    may = _may(request, call)
    context = {
        "call": call,
        "edition": desk.edition,
        "tabs": [{**entry, "current": number == 0} for number, entry in enumerate(tabs(desk, None))],
        "problems": [
            (translated(found.message), words[found.part], part_url(call, found.part))
            for found in desk.blocking
        ],
        "advices": [
            (translated(found.message), words[found.part], part_url(call, found.part))
            for found in desk.problems
            if not found.blocks
        ],
        "may": may,
        "pending": pending_in(call) if may["conclude"] else [],
        "steps": _steps(call),
        "stops": list(stops_of(call.pk)),
        "editions": list(call.editions.select_related("published_by").order_by("-version")),
        "digest": sha256_hex(draft_document(call)) if call.current_edition_id is None else "",
        "groups": groups_of(request.person, call, may),
    }
    return render(request, "calls/office/detail.html", context)


def _may(request: HttpRequest, call: Call) -> dict[str, bool]:
    person = request.person
    return {
        "edit": permissions.may_edit(person, call),
        "submit": permissions.may_submit(person, call),
        "approve": permissions.may_approve(person, call),
        "give_back": permissions.may_return(person, call),
        "publish": permissions.may_publish(person, call),
        "amend": permissions.may_amend(person, call),
        "discard": permissions.may_discard_amendment(person, call),
        "publish_amendment": permissions.may_publish_amendment(person, call),
        "extend": permissions.may_extend(person, call),
        "suspend": permissions.may_suspend(person, call),
        "resume": permissions.may_resume(person, call),
        "revoke": permissions.may_revoke(person, call),
        "conclude": permissions.may_conclude(person, call),
    }


ORDER = (CallState.DRAFT, CallState.IN_APPROVAL, CallState.APPROVED, CallState.PUBLISHED)


def _steps(call: Call) -> list[dict[str, str]]:
    """Writing, approval, act, publication: done, now, next."""
    state = CallState(call.state)
    place = ORDER.index(state) if state in ORDER else len(ORDER)
    titles = [_("Scrittura"), _("Approvazione"), _("Determina"), _("Pubblicazione")]
    who = [
        call.created_by.full_name,
        call.approved_by.full_name if call.approved_by else "",
        call.current_edition.act_number if call.current_edition else "",
        "",
    ]
    published = call.current_edition_id is not None
    return [
        {
            "title": title,
            "text": who[number],
            "state": "done" if published or number < place else "now" if number == place else "next",
        }
        for number, title in enumerate(titles)
    ]
