"""Whether uplifts, limits, rankings of their own, phases and rates by cost can hold together."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from .edition import Edition, FieldType, FormField, FormSection
from .expressions import fields_of
from .formulas import as_ratio
from .intervals import Interval, gaps, overlaps
from .messages import gettext_noop
from .problems import Part, Problem, advice, plain, problem

FLAG = gettext_noop("«%(title)s» usa un contrassegno che non esiste: %(flag)s.")
UPLIFT_OF = gettext_noop("La maggiorazione «%(title)s» è di un gruppo o criterio che non esiste: %(key)s.")
AREA_EMPTY = gettext_noop("Il limite per «%(flag)s» non dice né quante domande né quanto denaro.")
AREA_ORDER = gettext_noop("Per «%(flag)s» il numero minimo supera il massimo.")
RANKING_SUM = gettext_noop("Le graduatorie proprie superano le risorse del bando.")
RANKING_AMOUNT = gettext_noop("La graduatoria «%(title)s» non ha risorse.")
RANKING_RECEIVES = gettext_noop(
    "La graduatoria «%(title)s» non può ricevere risorse: chi non è finanziato lì concorre già nella principale."
)
TWO_RECEIVE = gettext_noop(
    "Le risorse che avanzano dalla graduatoria principale vanno a una sola graduatoria."
)
MAIN_KEY = gettext_noop("Il codice «main» è della graduatoria principale: cambia quello di «%(title)s».")
PHASE_NONE = gettext_noop("Per la seconda fase scegli almeno un criterio, e lasciane almeno uno alla prima.")
PHASE_FIRST = gettext_noop("Ci sono criteri di seconda fase: scrivi quante domande ci arrivano.")
PHASE_RESCALE = gettext_noop("Con due fasi i punteggi non si riparametrano.")
ARRIVAL_THRESHOLD = gettext_noop("In ordine di arrivo non c’è una soglia che dipende dalle risorse.")
ARRIVAL_NO_MIN = gettext_noop("In ordine di arrivo serve una soglia minima: senza, conta solo la velocità.")
THRESHOLD_LOW = gettext_noop("La soglia che dipende dalle risorse vale almeno una volta le risorse.")
LINK_FIELD = gettext_noop("La domanda che dice quali imprese sono collegate non esiste.")
BRACKETS_OVERLAP = gettext_noop(
    "Due scaglioni di spesa si sovrappongono: «%(one)s» e «%(other)s». Scegli a quale appartiene l’estremo."
)
BRACKETS_GAP = gettext_noop("Fra gli scaglioni «%(one)s» e «%(other)s» vale la percentuale del bando.")
BRACKET_EMPTY = gettext_noop("Lo scaglione «%(one)s» è vuoto.")
PREMIUM_EMPTY = gettext_noop("«%(title)s» non dà una percentuale né un massimo migliore.")
PREMIUM_FIRM = gettext_noop(
    "«%(title)s» dipende dalla scheda dell’impresa: per il contributo servono risposte del modulo."
)
RATE_QUESTION = gettext_noop(
    "La domanda in cui si sceglie la percentuale del contributo non c’è più, o non chiede un numero."
)
RATE_LIMITS = gettext_noop(
    "Nella domanda in cui si sceglie la percentuale scrivi il minimo e il massimo: da più di 0 a %(most)s."
)
RATE_EMPTY = gettext_noop(
    "La domanda in cui si sceglie la percentuale del contributo deve essere obbligatoria e comparire sempre."
)

ZERO = Decimal(0)
MAIN = "main"


def money_problems(edition: Edition) -> Iterator[Problem]:
    """Of uplifts, limits, rankings, phases and the aid."""
    yield from _flags(edition)
    yield from _uplifts_and_areas(edition)
    yield from _rankings(edition)
    yield from _phases(edition)
    yield from _aid(edition)


def _flags(edition: Edition) -> Iterator[Problem]:
    grid, known = edition.grid, {flag.key for flag in edition.flags}
    rows = [(one.title, one.flag, Part.GRID) for one in grid.uplifts]
    rows += [(one.title, one.flag, Part.GRID) for one in grid.rankings]
    rows += [(one.title or one.flag, one.flag, Part.GRID) for one in grid.areas]
    rows += [(one.title or one.flag, one.flag, Part.GRID) for one in grid.precedence]
    rows += [(one.title, one.flag, Part.MONEY) for one in edition.aid.premiums]
    for title, flag, part in rows:
        if flag not in known:
            yield problem(part, FLAG, {"title": title, "flag": flag})


def _uplifts_and_areas(edition: Edition) -> Iterator[Problem]:
    grid = edition.grid
    known = {"", *(group.key for group in grid.groups), *(one.key for one in grid.criteria)}
    for uplift in grid.uplifts:
        if uplift.of not in known:
            yield problem(Part.GRID, UPLIFT_OF, {"title": uplift.title, "key": uplift.of})
    for area in grid.areas:
        if area.most is None and area.most_amount is None and area.least is None:
            yield problem(Part.GRID, AREA_EMPTY, {"flag": area.flag})
        if area.most is not None and area.least is not None and area.least > area.most:
            yield problem(Part.GRID, AREA_ORDER, {"flag": area.flag})


def _rankings(edition: Edition) -> Iterator[Problem]:
    own = edition.grid.rankings
    if sum((one.amount for one in own), ZERO) > edition.budget:
        yield problem(Part.GRID, RANKING_SUM)
    for one in own:
        if one.amount <= ZERO:
            yield problem(Part.GRID, RANKING_AMOUNT, {"title": one.title})
        if one.receives and one.returns:
            yield problem(Part.GRID, RANKING_RECEIVES, {"title": one.title})
        if one.key == MAIN:
            yield problem(Part.GRID, MAIN_KEY, {"title": one.title})
    if sum(one.receives for one in own) > 1:
        yield problem(Part.GRID, TWO_RECEIVE)


def _phases(edition: Edition) -> Iterator[Problem]:
    grid = edition.grid
    later = sum(criterion.second_phase for criterion in grid.criteria)
    if grid.second_phase_first is not None:
        if not 0 < later < len(grid.criteria):
            yield problem(Part.GRID, PHASE_NONE)
        if grid.rescale:
            yield problem(Part.GRID, PHASE_RESCALE)
    elif later:
        yield problem(Part.GRID, PHASE_FIRST)
    times = [grid.threshold_times, *(one.threshold_times for one in grid.rankings)]
    if grid.by_arrival and any(one is not None for one in times):
        yield problem(Part.GRID, ARRIVAL_THRESHOLD)
    if grid.by_arrival and grid.total_min is None:
        yield advice(Part.GRID, ARRIVAL_NO_MIN)
    if any(one is not None and one < 1 for one in times):
        yield problem(Part.GRID, THRESHOLD_LOW)
    if grid.link_field and grid.link_field not in {
        field.key for section in edition.form for field in section.fields
    }:
        yield problem(Part.GRID, LINK_FIELD)


def _aid(edition: Edition) -> Iterator[Problem]:
    intervals = [
        Interval(
            None if one.low is None else as_ratio(one.low),
            one.low_in,
            None if one.high is None else as_ratio(one.high),
            one.high_in,
            _cost_text(one.low, one.high),
        )
        for one in edition.aid.brackets
    ]
    empty = [interval for interval in intervals if interval.is_empty]
    for interval in empty:
        yield problem(Part.MONEY, BRACKET_EMPTY, {"one": interval.text})
    if not empty:
        for one, other in overlaps(intervals):
            yield problem(Part.MONEY, BRACKETS_OVERLAP, {"one": one.text, "other": other.text})
        for one, other in gaps(intervals):
            yield advice(Part.MONEY, BRACKETS_GAP, {"one": one.text, "other": other.text})
    yield from _rate_question(edition)
    answers = {field.key for section in edition.form for field in section.fields}
    conditions = {flag.key: flag.when for flag in edition.flags}
    for premium in edition.aid.premiums:
        if premium.rate is None and premium.cap is None:
            yield problem(Part.MONEY, PREMIUM_EMPTY, {"title": premium.title})
        when = conditions.get(premium.flag)
        if when is not None and not (fields_of(when) and fields_of(when) <= answers):
            yield problem(Part.MONEY, PREMIUM_FIRM, {"title": premium.title})


def _rate_question(edition: Edition) -> Iterator[Problem]:
    """One number of the form, between more than nothing and the best rate that the rule gives to anybody."""
    aid = edition.aid
    if not aid.rate_question or not edition.gives_money:
        return
    asked = rate_questions(edition.form).get(aid.rate_question)
    if asked is None:
        yield problem(Part.MONEY, RATE_QUESTION)
        return
    rates = [aid.rate, *(one.rate for one in aid.brackets), *(one.rate for one in aid.premiums if one.rate)]
    most = max(rates) * 100
    least, limit = asked.min_value, asked.max_value
    if least is None or limit is None or not ZERO < least <= limit <= most:
        yield problem(Part.MONEY, RATE_LIMITS, {"most": plain(most)})
    if not asked.required or asked.shown_if is not None:
        yield problem(Part.MONEY, RATE_EMPTY)


def rate_questions(form: Sequence[FormSection]) -> dict[str, FormField]:
    """Questions in which a per cent can be asked for: numbers that are answered once, in the open."""
    return {
        field.key: field
        for section in form
        for field in section.fields
        if field.type is FieldType.NUMBER and not section.per_lot and not field.sealed
    }


def _cost_text(low: Decimal | None, high: Decimal | None) -> str:
    return f"{plain(low) if low is not None else '0'}–{plain(high) if high is not None else '∞'}"
