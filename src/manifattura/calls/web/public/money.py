"""What the call gives, in words and in examples computed with its own rule."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from manifattura.ui.formats import money_text, percent_text

from ...domain.aid import AidResult, compute_aid
from ...domain.edition import Aid
from ...queries.method_words import bracket_words

THOUSAND = Decimal(1000)


def round_money(amount: Decimal | None) -> str:
    return money_text(amount, "round")


def grant_range(aid: Aid) -> str:
    """`da 22.500 € a 75.000 €`: the grants of the smallest and of the largest project."""
    if aid.cost_min is None:
        return _("fino a %(cap)s") % {"cap": round_money(aid.cap)}
    smallest = compute_aid(aid, aid.cost_min).grant
    largest = compute_aid(aid, aid.cost_max).grant if aid.cost_max is not None else aid.cap
    if smallest >= largest:
        return round_money(largest)
    return _("da %(least)s a %(most)s") % {"least": round_money(smallest), "most": round_money(largest)}


def cost_range(aid: Aid) -> str:
    """Limits of the project's cost; nothing when the call has none."""
    if aid.cost_min is not None and aid.cost_max is not None:
        return _("da %(least)s a %(most)s") % {
            "least": round_money(aid.cost_min),
            "most": round_money(aid.cost_max),
        }
    if aid.cost_min is not None:
        return _("almeno %(least)s") % {"least": round_money(aid.cost_min)}
    return _("fino a %(most)s") % {"most": round_money(aid.cost_max)} if aid.cost_max is not None else ""


def aid_rule(aid: Aid) -> str:
    """The rule in one or two sentences."""
    rule = _("Il contributo copre il %(rate)s della spesa ammessa, IVA esclusa, fino a %(cap)s.") % {
        "rate": percent_text(aid.rate),
        "cap": round_money(aid.cap),
    }
    if aid.brackets:
        rows = "; ".join(f"{percent_text(one.rate)} {bracket_words(one)}" for one in aid.brackets)
        kind = (
            _("Ogni scaglione vale per la sua parte di spesa.")
            if aid.progressive
            else _("La percentuale dello scaglione vale per tutta la spesa.")
        )
        rule = _("Il contributo dipende dalla spesa ammessa, IVA esclusa: %(rows)s. Al massimo %(cap)s.") % {
            "rows": rows,
            "cap": round_money(aid.cap),
        }
        rule = f"{rule} {kind}"
    for premium in aid.premiums:
        better = [
            percent_text(premium.rate) if premium.rate is not None else "",
            _("fino a %(cap)s") % {"cap": round_money(premium.cap)} if premium.cap is not None else "",
        ]
        rule = f"{rule} {premium.title}: {', '.join(part for part in better if part)}."
    if aid.rate_question:
        rule = f"{rule} " + _("Puoi chiedere una percentuale più bassa: la scrivi nella domanda.")
    limits = cost_range(aid)
    if limits:
        rule = f"{rule} " + _("Il progetto deve costare %(limits)s.") % {"limits": limits}
    return f"{rule} " + _("I centesimi si tagliano, non si arrotondano.")


def example_costs(aid: Aid) -> list[Decimal]:
    """Costs worth an example: the limits and the middle between them, or around the cost that reaches the cap."""
    full = (aid.cap / aid.rate).quantize(THOUSAND, rounding=ROUND_HALF_UP) if aid.rate else Decimal(0)
    least = aid.cost_min if aid.cost_min is not None else (full / 2).quantize(Decimal(1))
    most = aid.cost_max if aid.cost_max is not None else full + full / 2
    middle = ((least + most) / 2).quantize(Decimal(1))
    return [cost for cost in dict.fromkeys((least, middle, most)) if cost > 0]


def examples(aid: Aid) -> list[dict[str, Decimal]]:
    """Rows of the table of examples: cost, grant, what the applicant pays."""
    results: list[AidResult] = [compute_aid(aid, cost) for cost in example_costs(aid)]
    return [{"cost": row.cost, "grant": row.grant, "own": row.cost - row.grant} for row in results]
