"""What the call gives, in words and in examples computed with its own rule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from manifattura.ui.formats import money_text, percent_text

from ...domain.aid import AidResult, compute_aid
from ...domain.edition import Aid, Flag
from ...queries.method_words import bracket_words

THOUSAND = Decimal(1000)


def round_money(amount: Decimal | None) -> str:
    return money_text(amount, "round")


def grant_range(aid: Aid) -> str:
    """`da 22.500 € a 75.000 €`: the grants of the smallest and of the largest project."""
    everything = [premium.flag for premium in aid.premiums]
    cap = max([aid.cap, *(premium.cap for premium in aid.premiums if premium.cap is not None)])
    if aid.cost_min is None or aid.rate_question:
        return _("fino a %(cap)s") % {"cap": round_money(cap)}
    smallest = compute_aid(aid, aid.cost_min).grant
    largest = compute_aid(aid, aid.cost_max, everything).grant if aid.cost_max is not None else cap
    if smallest >= largest:
        return round_money(largest)
    return _("da %(least)s a %(most)s") % {"least": round_money(smallest), "most": round_money(largest)}


def rate_range(aid: Aid) -> str:
    """`50% della spesa`, or from the least to the best that the rule gives; up to it where one may ask less."""
    rates = [bracket.rate for bracket in aid.brackets]
    rates += [premium.rate for premium in aid.premiums if premium.rate is not None]
    if not aid.brackets or _outside_brackets(aid):
        rates.append(aid.rate)
    least, most = percent_text(min(rates)), percent_text(max(rates))
    if aid.rate_question:
        return _("fino al %(rate)s della spesa") % {"rate": most}
    if least != most:
        return _("dal %(least)s al %(most)s della spesa") % {"least": least, "most": most}
    return _("%(rate)s della spesa") % {"rate": most}


def _outside_brackets(aid: Aid) -> bool:
    """Whether the smallest project, or one larger than the last edge, is in no bracket: the call's own rate holds there."""
    lows = [bracket.low for bracket in aid.brackets]
    highs = [bracket.high for bracket in aid.brackets]
    starts = None not in lows and min(low for low in lows if low is not None) > (aid.cost_min or 0)
    ends = None not in highs and (
        aid.cost_max is None or max(high for high in highs if high is not None) < aid.cost_max
    )
    return starts or ends


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


def aid_rule(aid: Aid, flags: Sequence[Flag] = ()) -> str:
    """The rule in one or two sentences; `flags` name those for whom it is better."""
    names = {flag.key: flag.title for flag in flags}
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
        if _outside_brackets(aid):
            elsewhere = _("Per le altre spese vale il %(rate)s.") % {"rate": percent_text(aid.rate)}
            rule = f"{rule} {elsewhere}"
    for premium in aid.premiums:
        better = [
            percent_text(premium.rate) if premium.rate is not None else "",
            _("fino a %(cap)s") % {"cap": round_money(premium.cap)} if premium.cap is not None else "",
        ]
        who = names.get(premium.flag, premium.title)
        title = (
            premium.title
            if who == premium.title
            else _("%(title)s, per chi ha «%(who)s»") % {"title": premium.title, "who": who}
        )
        rule = f"{rule} {title}: {', '.join(part for part in better if part)}."
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
