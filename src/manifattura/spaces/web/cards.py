"""Writing a card: a new one, section by section, with its photographs and plans."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Conflict, Refused
from manifattura.kernel.files import file_response
from manifattura.ui.forms import show_refusal

from ..actions.keep_space_file import MOST_MEGABYTES, add_space_file, remove_space_file
from ..actions.save_space import create_space, save_space_section, section_values
from ..domain.sections import FIELDS, Section
from ..domain.words import FileKind
from ..models import Space
from ..permissions import may_keep_census
from ..queries import words
from ..queries.space_files import files_of
from .card_forms import SLUGS, FileForm, NewForm, SectionForm
from .facts import value_shown

SECTIONS = {slug: section for section, slug in SLUGS.items()}
MEGABYTE = 1024 * 1024


def keepers_only(request: HttpRequest) -> None:
    if not may_keep_census(request.person):
        raise PermissionDenied


@audience("office")
def new(request: HttpRequest) -> HttpResponse:
    """A card begins with its code and its place."""
    keepers_only(request)
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            space = create_space(code=form.cleaned_data["code"], values=form.values(), by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Scheda creata. Adesso completa le altre parti."))
            return redirect("spaces:office_section", space.pk, SLUGS[Section.ROOM])
    return render(
        request,
        "spaces/office_new.html",
        {"form": form, "tiles": settings.MAP_TILES},
        status=422 if form.errors else 200,
    )


@audience("office")
def section(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One section. Who saves second sees what the first wrote, and nothing of theirs is lost."""
    keepers_only(request)
    if slug not in SECTIONS:
        raise Http404
    space, which = get_object_or_404(Space, pk=pk), SECTIONS[slug]
    seen = space.versions.get(which, 1)
    if request.method != "POST":
        form = SectionForm(section=which, values=section_values(space, which))
        return _section_page(request, space, form, seen)
    form = SectionForm(request.POST, section=which)
    given = request.POST.get("seen", "")
    seen = int(given) if given.isdecimal() and len(given) < 9 else 0
    theirs: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            save_space_section(space=space, section=which, values=form.values(), seen=seen, by=request.person)
        except Conflict as conflict:
            form.add_error(None, conflict.message)
            theirs, seen = _theirs(form, conflict.theirs), int(str(conflict.theirs["version"]))
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Salvato."))
            return redirect("spaces:office_detail", pk)
    return _section_page(request, space, form, seen, theirs)


def _theirs(form: SectionForm, theirs: dict[str, Any]) -> list[tuple[str, str]]:
    """What the colleague wrote, where it is not what is written here."""
    mine = form.values()
    names = {**words.FACTS, **words.PLACE_FACTS, "notes": _("Note")}
    return [
        (str(names[key]), value_shown(key, theirs[key]) or "–")
        for key in FIELDS[form.section]
        if theirs[key] != mine[key]
    ]


def _section_page(
    request: HttpRequest,
    space: Space,
    form: SectionForm,
    seen: int,
    theirs: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    tabs = [
        {
            "label": str(words.SECTIONS[one]),
            "href": reverse("spaces:office_section", args=[space.pk, SLUGS[one]]),
            "current": one is form.section,
        }
        for one in Section
    ]
    context = {
        "space": space,
        "form": form,
        "seen": seen,
        "theirs": theirs,
        "tabs": [
            *tabs,
            {"label": _("Foto e piante"), "href": reverse("spaces:office_files", args=[space.pk])},
        ],
        "title": words.SECTIONS[form.section],
        "pick": form.section is Section.PLACE,
        "tiles": settings.MAP_TILES,
    }
    return render(request, "spaces/office_section.html", context, status=422 if form.errors else 200)


@audience("office")
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """Photographs and plans: those that are there, and one more."""
    keepers_only(request)
    space = get_object_or_404(Space, pk=pk)
    form = FileForm()
    if request.method == "POST" and "togli" in request.POST:
        number = request.POST["togli"]
        file = get_object_or_404(files_of(space), pk=int(number) if number.isdecimal() else 0)
        remove_space_file(file=file, by=request.person)
        messages.success(request, _("File tolto dalla scheda."))
        return redirect("spaces:office_files", pk)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid() and _added(request, space, form):
            messages.success(request, _("File aggiunto alla scheda."))
            return redirect("spaces:office_files", pk)
    tabs = [
        {"label": str(words.SECTIONS[one]), "href": reverse("spaces:office_section", args=[pk, SLUGS[one]])}
        for one in Section
    ]
    here = {"label": _("Foto e piante"), "href": reverse("spaces:office_files", args=[pk]), "current": True}
    context = {
        "space": space,
        "form": form,
        "tabs": [*tabs, here],
        "files": [{"file": one, "kind": words.FILE_KINDS[FileKind(one.kind)]} for one in files_of(space)],
    }
    return render(request, "spaces/office_files.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, space: Space, form: FileForm) -> bool:
    given = form.cleaned_data["file"]
    try:
        add_space_file(
            space=space,
            kind=FileKind(form.cleaned_data["kind"]),
            caption=form.cleaned_data["caption"],
            name=given.name or "",
            content=given.read(MOST_MEGABYTES * MEGABYTE + 1),
            size=given.size or 0,
            by=request.person,
        )
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


@require_safe
@audience("office")
def file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A file as the office sees it, before the card is public too."""
    keepers_only(request)
    found = get_object_or_404(files_of(get_object_or_404(Space, pk=pk)), pk=number)
    return file_response(
        found.storage_key, name=found.name, content_type=found.content_type, size=found.size, inline=True
    )
