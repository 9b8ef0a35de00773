"""What every act on an agreement does: hold its row, refuse what was seen too early, move its state and the space's, tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.terms import last_open_terms
from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.organisations.queries.organisations import people_acting_for

from ..domain.agreements import AgreementKind, AgreementState, Step, after, space_after
from ..domain.sharing import Crowded, crowded
from ..domain.sharing import together as shared_state
from ..domain.words import SpaceState
from ..models import Agreement, Space
from ..permissions import may_keep_census
from ..queries.agreements import enters_space, tenants_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

Words = Callable[[], tuple[str, str]]
"""(subject, body), in the language that is active when it is called."""


def locked(agreement: Agreement, *, seen: str, by: Person) -> Agreement:
    """The row, held until the end. `seen` is "state:version" as the officer's page had it. Raises `Conflict`."""
    if not may_keep_census(by):
        raise PermissionRefused
    stored = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("space", "organisation", "office", "renews")
        .get(pk=agreement.pk)
    )
    if seen_of(stored) != seen:
        raise Conflict(
            _("Nel frattempo un collega ha cambiato questo accordo: guarda com’è adesso."),
            theirs={"state": stored.state, "version": stored.version},
        )
    stored.version += 1
    return stored


def seen_of(agreement: Agreement) -> str:
    return f"{agreement.state}:{agreement.version}"


def move(stored: Agreement, step: Step) -> None:
    """Change the state, and the space's with it. Raises `Refused` where the step may not be taken."""
    was, entering = AgreementState(stored.state), enters_space(stored)
    state = after(was, step, enters=entering)
    if state is None:
        raise Refused(_("A questo punto dell’accordo non si può fare."))
    stored.state = state
    wanted = space_after(AgreementKind(stored.kind), was, state, enters=entering)
    if wanted is not None:
        _move_space(stored, wanted)


def refuse_crowding(stored: Agreement) -> None:
    """Beside the running ones of its space it must fit; the space is held until the end. Raises `Refused`."""
    if not enters_space(stored):
        return
    space = Space.objects.select_for_update(no_key=True).get(pk=stored.space_id)
    taken = [one.part_m2 for one in tenants_of(space) if one.pk != stored.pk]
    problem = crowded(space.net_m2, taken, stored.part_m2)
    if problem is not None:
        raise Refused(CROWDED[problem](), field="part_m2" if problem in OF_PARTS else None)


OF_PARTS = frozenset({Crowded.NO_AREA, Crowded.TOO_MUCH})
CROWDED: Mapping[Crowded, Callable[[], str]] = {
    Crowded.TAKEN: lambda: _("Lo spazio ha già un accordo in corso: prima chiudi quello."),
    Crowded.SHARED: lambda: _(
        "Una parte dello spazio è già data: scrivi quanti metri quadri dà questo accordo."
    ),
    Crowded.NO_AREA: lambda: _("La scheda dello spazio non dice la superficie: scrivila lì, poi dividila."),
    Crowded.TOO_MUCH: lambda: _("È più di quanto resta libero nello spazio: scrivi una parte più piccola."),
}


def _move_space(stored: Agreement, wanted: SpaceState) -> None:
    # whoever takes a place in a turn looks at the space: neither waits for the other
    space = Space.objects.select_for_update(no_key=True).get(pk=stored.space_id)
    before = space.state
    if stored.part_m2 is not None:
        others = [AgreementState(one.state) for one in tenants_of(space) if one.pk != stored.pk]
        wanted = shared_state(wanted, others)
    if space.state == wanted:
        return
    space.state = wanted
    if wanted == SpaceState.VERIFIED:
        space.vacant_since = stored.closed_on or today()
    space.save()
    stored.space = space
    audit.record(
        "space_state_set",
        by=None,
        subject=space,
        before={"state": before},
        after={"state": wanted, "agreement_code": stored.code},
    )


def refuse_future(on: date, field: str) -> None:
    if on > today():
        raise Refused(_("La data è nel futuro: controlla l’anno."), field=field)


def refuse_before(on: date, first: date | None, field: str) -> None:
    """Days follow each other as the acts do."""
    if first is not None and on < first:
        raise Refused(_("Questo giorno viene prima dell’atto precedente: controlla la data."), field=field)


def needs(text: str, message: str, field: str) -> str:
    if not text.strip():
        raise Refused(message, field=field)
    return text.strip()


def record(verb: str, stored: Agreement, by: Person | None, **facts: Any) -> None:
    """One entry; days and amounts as text. The names of the facts are of agreements alone: the trail has one name for each."""
    told: Mapping[str, Any] = {
        f"agreement_{key}": _plain(value) for key, value in facts.items() if value not in (None, "")
    }
    audit.record(verb, by=by, subject=stored, on_behalf=None, after=dict(told) or None)


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def tell_tenant(stored: Agreement, kind: str, words: Words) -> int:
    """In the area and by e-mail, each person of the firm in their language; how many."""
    if stored.organisation is None:
        return 0
    people = people_acting_for(stored.organisation)
    for person in people:
        with in_language_of(person):
            subject, body = words()
            url = reverse("spaces:agreement", args=[stored.code])
            notify_person(person=person, kind=f"agreement.{kind}", subject=subject, body=body, url=url)
    return len(people)


def tell_office(stored: Agreement, kind: str, words: Words) -> None:
    """The case officers and heads of the agreement's office."""
    for person in people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, office_id=stored.office_id):
        with in_language_of(person):
            subject, body = words()
            url = reverse("spaces:office_agreement", args=[stored.code])
            notify_person(person=person, kind=f"agreement.{kind}", subject=subject, body=body, url=url)


def open_office_term(
    stored: Agreement, what: str, *, label: str, since: date, until: date, by: Person
) -> None:
    """On the office's page of terms; one open term of each sort."""
    days = (until - since) / timedelta(days=1)
    start_term(
        kind=TermKind.AGREEMENT,
        office=stored.office,
        label=label,
        days=max(1, int(days)),
        subject_type=f"agreement_{what}",
        subject_id=stored.pk,
        starts_on=since,
        url_name="spaces:office_agreement",
        url_args=[stored.code],
        by=by,
    )


def close_office_terms(stored: Agreement, *whats: str, outcome: str, by: Person | None) -> None:
    subjects = [(f"agreement_{what}", str(stored.pk)) for what in whats]
    for term in last_open_terms(subjects).values():
        close_term(term=term, outcome=outcome, by=by)


TERMS = ("start", "check", "end")
