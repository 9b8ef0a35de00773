"""The questions that lots add to the form: which ones, in order of preference, then a sealed offer for each of them.

They are made from the lots whenever an edition is built and are never edited by hand. Choosing is a list for each place
of preference: it needs neither mouse nor script.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from .allocation import Allocation, SpaceLot
from .edition import Declaration, Edition, FieldType, FormField, FormSection, Option
from .lot_sections import as_written, asked_per_lot
from .messages import Message, gettext_noop

CHOICE_SECTION, OFFER_SECTION = "_lotti", "_offerte"
DEPOSIT, DEPOSIT_TICK, DEPOSIT_FILE = "_deposito", "_deposito_dichiarato", "_deposito_prova"
CHOICE, OFFER, TOGETHER = "_lotto_", "_offerta_", "_insieme_"
"""No key that an office writes, or that comes from a title, begins with an underscore: they cannot meet."""
MOST_CHOICES = 12
CENT = Decimal("0.01")
ORDINALS = ("prima", "seconda", "terza", "quarta", "quinta", "sesta", "settima", "ottava", "nona", "decima",
            "undicesima", "dodicesima")  # fmt: skip

TWICE = gettext_noop("Hai già scelto questo lotto più in alto: scegline un altro, o lascia vuoto.")
GAP = gettext_noop("Prima di questa c’è una scelta vuota: spostala più in alto.")
TOO_MANY_TOGETHER = gettext_noop(
    "Così vuoi insieme %(wanted)s lotti, ma se ne possono vincere al massimo %(most)s: rispondi no qui o più in alto."
)


def choice_key(place: int) -> str:
    """The question for the lot in this place of preference, from 1."""
    return f"{CHOICE}{place}"


def offer_key(lot: str) -> str:
    """The question for the offer on this lot."""
    return f"{OFFER}{lot}"


def together_key(place: int) -> str:
    """The question whether the lot in this place is wanted only with the one before it."""
    return f"{TOGETHER}{place}"


def with_lot_questions(edition: Edition) -> Edition:
    """The edition whose form asks for lots and offers, after the questions of the office and before its declarations.

    A section of the office that is asked lot by lot comes after the choice of the lots.
    """
    allocation = edition.allocation
    if allocation is None:
        return edition
    form, declarations = edition.form, edition.declarations
    last = form[-1:] if form and all(item.declaration for item in form[-1].fields) else ()
    before = form[: len(form) - len(last)]
    shown = {lot.key: _asks_for([lot], allocation) for lot in allocation.lots}
    each = tuple(asked_per_lot(one, allocation, shown) for one in before if one.per_lot)
    before = tuple(one for one in before if not one.per_lot)
    choices, *offers = _sections(allocation)
    if allocation.deposit:
        declarations = (_deposit(allocation), *declarations)
    return replace(edition, form=(*before, choices, *each, *offers, *last), declarations=declarations)


def without_lot_questions(edition: Edition) -> Edition:
    """What the office wrote: the form and the declarations without those that lots add."""
    return replace(
        edition,
        form=tuple(as_written(one) for one in edition.form if one.key not in (CHOICE_SECTION, OFFER_SECTION)),
        declarations=tuple(one for one in edition.declarations if one.key != DEPOSIT),
    )


def own_keys(allocation: Allocation) -> frozenset[str]:
    """Keys that the office may not use for questions of its own."""
    fields = {item.key for section in _sections(allocation) for item in section.fields}
    return frozenset({*fields, CHOICE_SECTION, OFFER_SECTION, DEPOSIT})


def chosen_lots(answers: Mapping[str, Any], allocation: Allocation) -> tuple[str, ...]:
    """The lots bid for, most wanted first; what is no lot of the call, or is named again, is left out."""
    known = {lot.key for lot in allocation.lots}
    named = (answers.get(choice_key(place)) for place in range(1, allocation.most_bids + 1))
    return tuple(dict.fromkeys(str(lot) for lot in named if lot in known))


def lots_together(answers: Mapping[str, Any], allocation: Allocation) -> tuple[tuple[str, ...], ...]:
    """The lots bid for, most wanted first, line by line: a line of several lots is wanted all or none."""
    lines: list[tuple[str, ...]] = []
    for lot in chosen_lots(answers, allocation):
        place = next(one for one in range(1, allocation.most_bids + 1) if answers.get(choice_key(one)) == lot)
        if allocation.bundles and lines and answers.get(together_key(place)) is True:
            lines[-1] += (lot,)
        else:
            lines.append((lot,))
    return tuple(lines)


def choice_problems(
    section: FormSection, answers: Mapping[str, Any], allocation: Allocation | None
) -> dict[str, Message]:
    """Field key → what is wrong between the choices: a lot twice, an empty place before a full one, too many wanted together."""
    if section.key != CHOICE_SECTION or allocation is None:
        return {}
    return _choices_at_odds(section, answers) | _too_many_together(answers, allocation)


def _too_many_together(answers: Mapping[str, Any], allocation: Allocation) -> dict[str, Message]:
    """Beside the answer that makes a bundle larger than what may be won: it could never be had."""
    found: dict[str, Message] = {}
    wanted = 1
    for place in range(2, allocation.most_bids + 1):
        wanted = wanted + 1 if answers.get(together_key(place)) is True else 1
        if wanted == allocation.most_won + 1:
            facts = {"wanted": str(wanted), "most": str(allocation.most_won)}
            found[together_key(place)] = Message(TOO_MANY_TOGETHER, facts)
    return found


def _choices_at_odds(section: FormSection, answers: Mapping[str, Any]) -> dict[str, Message]:
    found: dict[str, Message] = {}
    seen: set[Any] = set()
    empty = False
    for item in section.fields:
        if not item.key.startswith(CHOICE):
            continue
        lot = answers.get(item.key)
        if not lot:
            empty = True
        elif lot in seen:
            found[item.key] = Message(TWICE)
        elif empty:
            found[item.key] = Message(GAP)
        seen.add(lot)
    return found


def deposit_of(lot: SpaceLot, allocation: Allocation) -> Decimal | None:
    """The deposit for bidding on a lot; None where the call or the lot asks for none."""
    if not allocation.deposit or lot.base is None:
        return None
    return (lot.base * allocation.deposit).quantize(CENT)


# ------------------------------------------------------------------ the sections


def _sections(allocation: Allocation) -> Iterator[FormSection]:
    yield FormSection(
        CHOICE_SECTION,
        "Lotti e preferenze",
        _choices_help(allocation),
        tuple(_choice_fields(allocation)),
    )
    offers = tuple(_offer(lot, allocation) for lot in allocation.lots if lot.wants_offer)
    if allocation.deposit:
        offers = (*offers, *_deposit_fields(allocation))
    if offers:
        yield FormSection(
            OFFER_SECTION,
            "Offerte",
            "Un’offerta in busta chiusa per ogni lotto che hai scelto nel passo prima. Nessuno la legge prima "
            "dell’apertura delle buste, che viene dopo la chiusura dei punteggi tecnici.",
            offers,
        )


def _choices_help(allocation: Allocation) -> str:
    if allocation.most_won > 1:
        won = f"vincerne al massimo {allocation.most_won}. Mettili nell’ordine in cui li vuoi."
    else:
        won = "vincerne uno solo. Mettili nell’ordine in cui li vuoi davvero: un ordine diverso non conviene mai."
    line = f"Puoi chiedere fino a {allocation.most_bids} lotti e {won}"
    if not allocation.bundles:
        return line
    return (
        f"{line} Di alcuni puoi dire che li vuoi solo insieme: o tutti, o nessuno. Insieme sono più difficili da avere: "
        "basta che uno vada ad altri."
    )


def _choice_fields(allocation: Allocation) -> Iterator[FormField]:
    for place in range(1, min(allocation.most_bids, MOST_CHOICES) + 1):
        yield _choice(place, allocation)
        if allocation.bundles and place > 1:
            yield _together(place)


def _together(place: int) -> FormField:
    this, before = ORDINALS[place - 1], ORDINALS[place - 2]
    return FormField(
        key=together_key(place),
        type=FieldType.YES_NO,
        label=f"Vuoi la {this} scelta solo insieme alla {before}?",
        help="Sì: le hai tutte e due o nessuna. No, o senza risposta: ognuna conta da sola.",
        required=False,
        shown_if={"op": "answered", "field": choice_key(place)},
    )


def _choice(place: int, allocation: Allocation) -> FormField:
    return FormField(
        key=choice_key(place),
        type=FieldType.CHOICE,
        label=f"{ORDINALS[place - 1].capitalize()} scelta",
        help="Il lotto che vuoi di più." if place == 1 else "",
        required=place == 1,
        options=tuple(Option(lot.key, lot_line(lot)) for lot in allocation.lots),
    )


def _offer(lot: SpaceLot, allocation: Allocation) -> FormField:
    what = "Somma che chiedi" if lot.falls else "Canone annuo che offri"
    base = _money(lot.base or Decimal(0))
    return FormField(
        key=offer_key(lot.key),
        type=FieldType.MONEY,
        label=f"{what} per {', '.join(filter(None, (lot.title, lot.address)))}",
        help=f"Al massimo {base}: vince chi chiede meno." if lot.falls else f"Almeno il canone base: {base}.",
        sealed=True,
        min_value=None if lot.falls else lot.base,
        max_value=lot.base if lot.falls else None,
        shown_if=_asks_for([lot], allocation),
    )


def _asks_for(lots: list[SpaceLot], allocation: Allocation) -> dict[str, Any]:
    """Whether one of the choices is one of these lots."""
    places = range(1, min(allocation.most_bids, MOST_CHOICES) + 1)
    keys = [lot.key for lot in lots]
    return {"op": "any", "of": [{"op": "in", "field": choice_key(one), "value": keys} for one in places]}


def _with_deposit(allocation: Allocation) -> list[SpaceLot]:
    return [lot for lot in allocation.lots if deposit_of(lot, allocation) is not None]


def _deposit(allocation: Allocation) -> Declaration:
    share = f"{((allocation.deposit or Decimal(0)) * 100).normalize():f}".replace(".", ",")
    return Declaration(
        key=DEPOSIT,
        title="Deposito cauzionale",
        text=f"Dichiaro di aver costituito il deposito cauzionale, pari al {share} % del canone base annuo di ogni lotto "
        "che chiedo, e che resta valido fino all’assegnazione definitiva. A chi non vince è restituito. So che chi dichiara "
        "il falso perde lo spazio (DPR 445/2000, art. 75) e ne risponde anche penalmente (art. 76).",
        law="DPR 445/2000, art. 46 e 47; RD 827/1924, art. 54",
        facts=tuple(choice_key(place) for place in range(1, min(allocation.most_bids, MOST_CHOICES) + 1)),
        shown_if=_asks_for(_with_deposit(allocation), allocation),
    )


def _deposit_fields(allocation: Allocation) -> tuple[FormField, ...]:
    amounts = [(lot, deposit_of(lot, allocation)) for lot in allocation.lots]
    lines = "; ".join(f"{lot.title}: {_money(amount)}" for lot, amount in amounts if amount is not None)
    asked = _asks_for(_with_deposit(allocation), allocation)
    return (
        FormField(
            key=DEPOSIT_FILE,
            type=FieldType.FILE,
            label="Prova del deposito cauzionale",
            help=f"Ricevuta del versamento o fideiussione, per la somma dei lotti che chiedi. {lines}.",
            accept=("pdf",),
            shown_if=asked,
        ),
        FormField(
            key=DEPOSIT_TICK,
            type=FieldType.DECLARATION,
            label="Deposito cauzionale",
            declaration=DEPOSIT,
            shown_if=asked,
        ),
    )


def lot_line(lot: SpaceLot) -> str:
    """A lot in one line: what a list of choices says of it."""
    area = f"{lot.area.normalize():f}".replace(".", ",") + " m²" if lot.area is not None else ""
    word = "al massimo" if lot.falls else "base"
    base = f"{word} {_money(lot.base)} l’anno" if lot.base is not None else ""
    return ", ".join(part for part in (lot.title, lot.address, area, base) if part)


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + "\u00a0€"
