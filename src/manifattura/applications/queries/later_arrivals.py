"""What arrived on paper or by certified mail after the application: replies being typed, late documents, proofs."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from manifattura.calls.queries.calls import calls_for_staff

from ..domain.arrivals import About
from ..domain.form_states import FormState
from ..models import FilledForm, LaterArrival

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def arrival_by_id(pk: int) -> LaterArrival | None:
    return LaterArrival.objects.select_related("application__call").filter(pk=pk).first()


def arrivals_about(about: About, ids: Collection[int | str]) -> dict[str, LaterArrival]:
    """Id → the arrival in time that it came by; one statement for all."""
    found = LaterArrival.objects.select_related("entered_by").filter(
        about=about, about_id__in=[str(one) for one in ids], is_late=False
    )
    return {row.about_id: row for row in found}


def with_arrivals(forms: Collection[FilledForm]) -> None:
    """Each form knows its `arrival`; one statement for all."""
    rows = arrivals_about(About.FORM, [form.pk for form in forms]) if forms else {}
    for form in forms:
        form.arrival = rows.get(str(form.pk))


def late_arrivals(application: Application) -> QuerySet[LaterArrival]:
    """Kept without effect, the first first."""
    return _late().filter(application=application)


def late_acceptances(acceptance_id: int) -> QuerySet[LaterArrival]:
    """Of one request to accept."""
    return _late().filter(about=About.ACCEPTANCE, about_id=str(acceptance_id))


def late_observations(call_id: int) -> QuerySet[LaterArrival]:
    """On any ranking of the call."""
    return _late().filter(about=About.OBSERVATION, application__call=call_id)


def _late() -> QuerySet[LaterArrival]:
    found = LaterArrival.objects.filter(is_late=True)
    return found.select_related("entered_by", "application__lead").order_by("arrived_at")


def has_arrived(form_ids: Collection[int]) -> bool:
    """Whether a reply in time has arrived for one of these forms."""
    return bool(arrivals_about(About.FORM, form_ids)) if form_ids else False


def forms_being_typed(person: Person) -> list[FilledForm]:
    """Replies that the person's offices are typing, the oldest first; each with its `arrival`. Two statements."""
    name = Cast(OuterRef("pk"), CharField())
    arrived = LaterArrival.objects.filter(about=About.FORM, about_id=name, is_late=False)
    forms = list(
        FilledForm.objects.filter(Exists(arrived), application__call__in=calls_for_staff(person))
        .exclude(state=FormState.SENT)
        .select_related("application__lead", "application__call")
        .order_by("pk")
    )
    with_arrivals(forms)
    return forms
