"""Hold the sitting of equal offers: the slips opened in it are written once; or annul it with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.formats import date_text, money_text

from ..domain.improvements import Improved, OfferProblem, groups_of, problem_of
from ..models import OfferImprovement
from ..permissions import may_direct
from ..queries.draws import draw_now
from .publish_ranking import last_ranking, lock_session
from .tell_equals import tell_equals

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def hold_improvement(
    *,
    improvement: OfferImprovement,
    slips: Sequence[Improved],
    attended: str,
    notes: str = "",
    by: Person,
    fields: Mapping[tuple[str, str], str] | None = None,
) -> OfferImprovement:
    """Only once the sitting begins, by the database's clock. Who wrote no slip keeps the first offer.

    `fields`: (lot, applicant) → the field of the form, for a refusal beside it. The equal must still be those announced.
    """
    present = attended.strip()
    if not present:
        raise Refused(_("Scrivi chi era presente."), field="attended")
    with transaction.atomic():
        locked = _locked(improvement, by)
        moment = database_now()
        if moment < locked.sitting_at:
            raise Refused(
                _("Le offerte si aprono nella seduta, %(moment)s: prima non si scrivono.")
                % {"moment": date_text(locked.sitting_at, "hour")},
                code="early",
            )
        groups = groups_of(locked.announcement)
        for one in slips:
            problem = problem_of(one, groups)
            if problem is not None:
                raise Refused(
                    _said(
                        problem,
                        one,
                        {each.lot: each.offer for each in groups if one.applicant in each.applicants},
                    ),
                    field=(fields or {}).get((one.lot, one.applicant)),
                    code=problem.value,
                )
        if draw_now(locked.call, locked.round, last_ranking(locked.round)).equals != groups:
            raise Refused(
                _(
                    "Le offerte uguali non sono più quelle della convocazione: annulla la seduta e convocane un’altra."
                ),
                code="changed",
            )
        locked.offers = [
            {"lot": one.lot, "applicant": one.applicant, "amount": format(one.amount, ".2f")} for one in slips
        ]
        locked.attended, locked.notes = present, notes.strip()
        locked.held_by, locked.held_at = by, moment
        locked.save(update_fields=["offers", "attended", "notes", "held_by", "held_at"])
        audit.record(
            "improvement_held",
            by=by,
            subject=locked,
            scope=locked.call.audit_scope,
            after={
                "improved_offers": "; ".join(
                    f"{one.applicant} {one.lot}: {money_text(one.amount)}" for one in slips
                )
            },
        )
    improvement.refresh_from_db()
    return improvement


def _said(problem: OfferProblem, one: Improved, firsts: Mapping[str, str]) -> str:
    if problem is OfferProblem.NOT_INVITED:
        return _("La domanda {code} non è fra quelle che hanno offerto uguale su questo lotto.").format(
            code=one.applicant
        )
    if problem is OfferProblem.NOT_BETTER:
        return _(
            "Dev’essere migliore della prima offerta, {first}. Se non ha migliorato, lascia vuoto."
        ).format(first=money_text(firsts[one.lot]))
    if problem is OfferProblem.TOO_MUCH:
        return _("L’importo è troppo alto: controlla le cifre.")
    return _("Scrivi l’importo in euro e centesimi.")


def annul_improvement(*, improvement: OfferImprovement, reason: str, by: Person) -> OfferImprovement:
    """A sitting that cannot be held as convened; a held one stands for ever."""
    why = reason.strip()
    if not why:
        raise Refused(_("Scrivi il motivo."), field="reason")
    with transaction.atomic():
        locked = _locked(improvement, by)
        locked.annulled_by, locked.annulled_at, locked.annulled_reason = by, database_now(), why
        locked.save(update_fields=["annulled_by", "annulled_at", "annulled_reason"])
        audit.record(
            "improvement_annulled", by=by, subject=locked, scope=locked.call.audit_scope, after={"why": why}
        )
        tell_equals(
            improvement=locked, what="annulled", context={"at": locked.sitting_at, "reason": why}, by=by
        )
    improvement.refresh_from_db()
    return improvement


def _locked(improvement: OfferImprovement, by: Person) -> OfferImprovement:
    if not may_direct(by, improvement.call):
        raise PermissionRefused(_("La seduta la conduce il responsabile del procedimento."))
    lock_session(improvement.call, improvement.round, by)
    locked = (
        OfferImprovement.objects.select_for_update(of=("self",))
        .select_related("call", "round")
        .get(pk=improvement.pk)
    )
    if locked.held_at is not None:
        raise Conflict(_("La seduta è già stata verbalizzata: valgono quelle offerte."), theirs={})
    if locked.annulled_at is not None:
        raise Refused(_("Questa seduta è stata annullata."), code="annulled")
    return locked
