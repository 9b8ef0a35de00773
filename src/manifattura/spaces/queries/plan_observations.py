"""Observations on the city plan, as lists and pages show them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.plan_observations import PUBLIC, ObservationState, Observer
from ..models import PlanObservation

OBSERVERS: dict[str, Promise] = {
    Observer.CITIZEN: _("Una persona"),
    Observer.FIRM: _("Un’impresa"),
    Observer.OFFICE: _("Un ufficio"),
}
STATES: dict[str, Promise] = {
    ObservationState.RECEIVED: _("Ricevuta"),
    ObservationState.TAKEN: _("Presa in carico"),
    ObservationState.FORWARDED: _("Inoltrata"),
    ObservationState.ACCEPTED: _("Accolta"),
    ObservationState.PARTLY: _("Accolta in parte"),
    ObservationState.REFUSED: _("Non accolta"),
    ObservationState.DISMISSED: _("Chiusa: non riguarda il piano"),
}


def all_observations(*, state: str = "") -> QuerySet[PlanObservation]:
    """For the office: the latest first."""
    found = PlanObservation.objects.select_related("space", "nil", "taken_by", "decided_by")
    return found.filter(state=state) if state else found


def public_observations(
    *, text: str = "", state: str = "", nil: int | None = None
) -> QuerySet[PlanObservation]:
    """Those that an office has taken in charge; the latest first."""
    found = all_observations(state=state).filter(state__in=PUBLIC)
    if text.strip():
        words = text.strip()
        found = found.filter(
            Q(title__icontains=words)
            | Q(summary__icontains=words)
            | Q(article__icontains=words)
            | Q(reason__icontains=words)
            | Q(code__iexact=words)
        )
    return found if nil is None else found.filter(nil_id=nil)


def nils_observed() -> list[tuple[str, str]]:
    """The quarters that some public observation is about, by name."""
    rows = (
        PlanObservation.objects.filter(state__in=PUBLIC, nil__isnull=False)
        .order_by("nil__sort_key")
        .values_list("nil_id", "nil__name")
        .distinct()
    )
    return [(str(number), name) for number, name in rows]


def waiting_observations() -> QuerySet[PlanObservation]:
    """Those that nobody has taken in charge."""
    return PlanObservation.objects.filter(state=ObservationState.RECEIVED)
