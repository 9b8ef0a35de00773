"""What waits for those who sit in a committee (a secretary first of all) and for who administers the installation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.permissions import may_run_staff
from manifattura.accounts.queries.staff import open_invitations
from manifattura.accounts.queries.trust_lists import lists_to_renew
from manifattura.organisations.permissions import may_decide_claims
from manifattura.organisations.queries.mandates import orphan_claims

from ..queries.committees import seats_of
from ..queries.office_lines import OfficeLine
from .committee_home import desk_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def seat_lines(person: Person) -> list[OfficeLine]:
    """One line per thing to do, committee by committee."""
    return [line for member in seats_of(person) for line in _desk_lines(desk_of(member))]


def _desk_lines(desk: dict[str, Any]) -> Iterator[OfficeLine]:
    title, committee = desk["call"].title, desk["committee"]
    here = f"{reverse('evaluation:committee_home')}#d{committee.pk}"
    if desk["to_accept"]:
        href = reverse("evaluation:appointment", args=[committee.pk])
        yield OfficeLine(1, _("nomina a cui rispondere"), href, title)
    elif desk["to_declare"]:
        href = reverse("evaluation:conflicts", args=[committee.pk])
        yield OfficeLine(1, _("dichiarazione sui conflitti da rendere"), href, title)
    unexamined = desk.get("unexamined", 0)
    yield OfficeLine(
        unexamined,
        ngettext("domanda da portare in una seduta", "domande da portare in una seduta", unexamined),
        reverse("evaluation:sitting_new", args=[committee.pk]),
        title,
    )
    if desk.get("state") == "convened" and desk["convenes"]:
        href = reverse("evaluation:sitting", args=[desk["sitting"].pk])
        yield OfficeLine(1, _("seduta convocata"), href, title)
    left = desk.get("total", 0) - desk.get("done", 0)
    yield OfficeLine(left, ngettext("scheda da completare", "schede da completare", left), f"{here}", title)
    if desk["is_secretary"]:
        yield from _minutes_lines(desk, title)


def _minutes_lines(desk: dict[str, Any], title: str) -> Iterator[OfficeLine]:
    """Of sittings that are over and stand: to generate, then to bring back signed; each leads to its own page."""
    for minutes in desk["minutes"]:
        if minutes.sitting.closed_at is None or minutes.sitting.annulled_at is not None:
            continue
        words = {"draft": _("verbale da generare"), "generated": _("verbale da far firmare e caricare")}
        if minutes.state in words:
            href = reverse("evaluation:sitting_minutes", args=[minutes.sitting_id])
            where = _("%(title)s, seduta %(n)s") % {"title": title, "n": minutes.sitting.number}
            yield OfficeLine(1, words[minutes.state], href, where)


def administration_lines(person: Person) -> list[OfficeLine]:
    """Invitations that nobody took up, trust lists that grow old, and requests to act for a firm that nobody else can answer."""
    lines = []
    if may_run_staff(person):
        n = len(open_invitations())
        href = reverse("accounts:staff") + "#inviti"
        lines.append(OfficeLine(n, ngettext("invito senza risposta", "inviti senza risposta", n), href))
        n = len(lists_to_renew())
        words = ngettext("elenco di fiducia da rinnovare", "elenchi di fiducia da rinnovare", n)
        lines.append(OfficeLine(n, words, reverse("accounts:signatures")))
    if may_decide_claims(person):
        n = orphan_claims().count()
        words = ngettext(
            "richiesta di agire per un’impresa che non ha un rappresentante",
            "richieste di agire per imprese che non hanno un rappresentante",
            n,
        )
        lines.append(OfficeLine(n, words, reverse("organisations:office_list")))
    return lines
