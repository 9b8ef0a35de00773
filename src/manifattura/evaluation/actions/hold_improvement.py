"""Hold the sitting of equal offers: the slips opened in it are written once; or annul it with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.ui.formats import money_text

from ..domain.improvements import Improved, OfferProblem, groups_of, problem_of
from ..models import OfferImprovement
from ..queries.draws import draw_now
from .public_sittings import annul_sitting, begin_sitting
from .publish_ranking import last_ranking
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
    with transaction.atomic():
        locked = begin_sitting(improvement, attended=attended, notes=notes, by=by)
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
    annul_sitting(
        improvement,
        verb="improvement_annulled",
        reason=reason,
        tell=lambda one, context: tell_equals(improvement=one, what="annulled", context=context, by=by),
        by=by,
    )
    return improvement
