"""What visitors wrote: what a person of the staff may read, one by its code, the service it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse

from manifattura.accounts.permissions import office_ids_of

from ..domain.enquiries import WAITING, EnquiryState
from ..models import Enquiry, ServicePage
from .pages import pages_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

OTHER = "altro"
"""The last choice of the form: no service of the list. No card may have this address, which would hide it."""


def enquiries_for(
    person: Person, *, purpose: str = "", state: str = "", text: str = "", mine: bool = False
) -> QuerySet[Enquiry]:
    """Those of the person's offices and those without one, newest first; narrowed by what is given."""
    found = Enquiry.objects.select_related("office", "taken_by", "settled_by").order_by("-id")
    held = office_ids_of(person)
    if held is not None:
        found = found.filter(Q(office_id__in=held) | Q(office=None))
    if purpose:
        found = found.filter(purpose=purpose)
    if state:
        found = found.filter(state=state)
    if mine:
        found = found.filter(taken_by_id=person.pk, state=EnquiryState.IN_CHARGE)
    if text := text.strip():
        found = found.filter(
            Q(code__iexact=text)
            | Q(text__icontains=text)
            | Q(name__icontains=text)
            | Q(reply_email__icontains=text)
            | Q(page__icontains=text)
        )
    return found


def waiting_for(person: Person) -> QuerySet[Enquiry]:
    """Those that wait for an answer which this person may give: nobody follows them, or this person does."""
    return enquiries_for(person).filter(
        Q(state=EnquiryState.TO_ANSWER) | Q(state__in=WAITING, taken_by_id=person.pk)
    )


def enquiry_by_code(code: str) -> Enquiry | None:
    return Enquiry.objects.select_related("office", "taken_by", "settled_by").filter(code=code).first()


def office_of_service(slug: str) -> int | None:
    """The office that an editor gave the card of this service, or None."""
    found = ServicePage.objects.filter(live=True, slug=slug, url_path__startswith="/it/")
    office_id: int | None = found.values_list("office_id", flat=True).first()
    return office_id


def services_by_category(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(category, [(last step of the address, title)]) of the live cards, in the order of the tree."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for page in pages_of(ServicePage, language):
        groups.setdefault(str(page.get_category_display()), []).append((page.slug, page.title))
    return list(groups.items())


def service_titles(language: str, slugs: set[str]) -> dict[str, str]:
    """The titles of these services, live or not any more; one statement, none for none."""
    wanted = {f"/{language}/servizi/{slug}/" for slug in slugs if slug and slug != OTHER}
    if not wanted:
        return {}
    return dict(ServicePage.objects.filter(url_path__in=wanted).values_list("slug", "title"))


def address_of_enquiry(enquiry: Enquiry) -> str:
    """The page of one enquiry for whoever has its code, in the language that is active."""
    name = "assistance-follow" if enquiry.is_assistance else "report-follow"
    return reverse(f"communication:{name}", args=[enquiry.code])
