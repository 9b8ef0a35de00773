"""What keeps a committee from sitting, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import CommitteeRule
from manifattura.calls.queries.editions import current_edition

from ..domain.readiness import Obstacle, Standing, must_be_replaced, obstacles
from .committees import conflicts_in, members_of, scoring, undeclared

if TYPE_CHECKING:
    from ..models import Committee, CommitteeMember, Sitting


def rule_of(committee: Committee) -> CommitteeRule:
    """How this committee deals with conflicts and marks, as its call was published."""
    return current_edition(committee.call).committee_rule


def standings_of(committee: Committee, members: Sequence[CommitteeMember] | None = None) -> list[Standing]:
    """How each member stands, in the order of the act."""
    in_conflict = {member_id for ids in conflicts_in(committee).values() for member_id in ids}
    return [
        Standing(
            name=member.person.full_name,
            accepted=member.accepted_at is not None,
            declined=member.declined_at is not None,
            declared=member.conflicts_declared_at is not None and not undeclared(member),
            in_conflict=member.pk in in_conflict,
        )
        for member in (members if members is not None else members_of(committee))
    ]


def obstacles_of(committee: Committee) -> list[str]:
    """One sentence per thing that keeps the committee from sitting; empty when nothing does."""
    return _texts(committee, tuple(Obstacle))


def keeps_from_convening(committee: Committee) -> list[str]:
    """Everybody has accepted and declared. A seat in conflict may still change hands until the opening."""
    return _texts(committee, (Obstacle.DECLINED, Obstacle.SILENT, Obstacle.UNDECLARED))


def keeps_from_opening(committee: Committee) -> list[str]:
    """What does not keep the sitting from being convened, and must be settled before it opens."""
    return _texts(committee, (Obstacle.CONFLICT,))


def _texts(committee: Committee, which: Sequence[Obstacle]) -> list[str]:
    found = obstacles(standings_of(committee), rule_of(committee).recusal)
    return [obstacle_text(obstacle, names) for obstacle, names in found.items() if obstacle in which]


def to_replace(committee: Committee) -> list[CommitteeMember]:
    """Members whose seat somebody else must take."""
    members, recusal = members_of(committee), rule_of(committee).recusal
    standings = standings_of(committee, members)
    return [
        member
        for member, standing in zip(members, standings, strict=True)
        if must_be_replaced(standing, recusal)
    ]


def obstacle_text(obstacle: Obstacle, names: Sequence[str]) -> str:
    words = {
        Obstacle.DECLINED: _("Non possono far parte della commissione e vanno sostituiti: %(people)s."),
        Obstacle.SILENT: _("Devono ancora accettare la nomina: %(people)s."),
        Obstacle.UNDECLARED: _("Prima di aprire le domande devono dichiarare i conflitti: %(people)s."),
        Obstacle.CONFLICT: _(
            "Hanno un conflitto e, come dice il bando, vanno sostituiti prima di aprire la seduta: %(people)s."
        ),
    }
    return words[obstacle] % {"people": ", ".join(names)}


def unscored_by_all(sitting: Sitting) -> list[str]:
    """A sentence for each application of the sitting that nobody may mark, with what to do."""
    everyone = {member.pk for member in scoring(members_of(sitting.committee))}
    conflicts = conflicts_in(sitting.committee)
    examined = sitting.examined.select_related("bid__application__lead", "bid__application__submission")
    return [
        _(
            "Nessuno può valutare la domanda %(number)s di %(firm)s: tutti hanno dichiarato un conflitto. Il responsabile "
            "del procedimento sostituisce almeno una persona, dalla pagina della commissione."
        )
        % {"number": one.bid.application.submission, "firm": one.bid.application.lead.name}
        for one in examined.order_by("pk")
        if everyone <= conflicts.get(one.bid.application_id, set())
    ]
