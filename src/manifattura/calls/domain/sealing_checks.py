"""Whether what a call seals can be sealed, opened, and is used by nothing that must be known before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from .edition import Edition, FieldType, FormField, FormSection
from .messages import gettext_noop
from .problems import Part, Problem, advice, problem
from .procedures.names import CallKind
from .sealing import FEWEST, MOST_SHARES, Sealing

SEALABLE = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.NUMBER,
        FieldType.MONEY,
        FieldType.DATE,
        FieldType.YES_NO,
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.SEAT,
        FieldType.GROUP,
        FieldType.FILE,
    }
)
"""What an envelope can hold. Not a table of expenses (the aid is worked out from it), not what a formula gives."""

MOST_SEALED_ITEMS = 12
"""A sealed list is written all at once, because nothing of it can be shown again: its page has every item."""

ALWAYS_OPEN = frozenset({"project_title", "project_cost"})
"""What lists and receipts call the application by, and what the aid is worked out from."""

FORMAL = frozenset({FieldType.DECLARATION, FieldType.STAMP_DUTY})
"""What does not tell anything of the offer, and is checked while it arrives."""

NOT_SEALABLE = gettext_noop(
    "La domanda «%(label)s» non può stare in busta chiusa: questo tipo di risposta resta aperto."
)
TITLE_OPEN = gettext_noop(
    "La domanda «%(label)s» non può stare in busta chiusa: serve a riconoscere la domanda o a calcolare il contributo."
)
STAYS_OPEN = gettext_noop(
    "Tutta la domanda va in busta chiusa, ma «%(label)s» resterebbe aperta: la tabella delle spese dà il contributo, e un "
    "calcolo legge altre risposte. Togli la domanda, oppure chiudi solo le domande segnate."
)
LONG_LIST = gettext_noop(
    "L’elenco «%(label)s» è in busta chiusa e si scrive tutto in una volta: può avere al massimo %(most)s voci."
)
PREFILLED = gettext_noop("La domanda «%(label)s» è in busta chiusa: non può partire da un dato già noto.")
USED = gettext_noop(
    "La domanda «%(label)s» è in busta chiusa, ma una condizione, un calcolo, un contrassegno o una premialità la usa "
    "prima dell’apertura."
)
EARLY = gettext_noop(
    "La domanda «%(label)s» è in busta chiusa: non può dare punti che l’ufficio controlla in istruttoria, né in una "
    "griglia a due fasi, perché si legge solo dopo i punteggi tecnici."
)
ONLY_RANKING = gettext_noop(
    "Le buste chiuse servono a un confronto con una sola scadenza: qui non si possono usare."
)
NUMBERS = gettext_noop(
    "Per aprire le buste servono almeno %(fewest)s parti della chiave, e non più di quante sono: al massimo %(most)s."
)
HOLDERS = gettext_noop(
    "Le parti della chiave sono %(shares)s: prima di pubblicare scegli altrettanti custodi (ora sono %(named)s)."
)
CODES = gettext_noop("Prima di pubblicare devono prendere e confermare il loro codice: %(people)s.")
NOTHING_SEALED = gettext_noop("Nessuna domanda del modulo può stare in busta chiusa.")
FIXED = gettext_noop("Le regole delle buste chiuse non cambiano dopo la pubblicazione.")
UNSEALED = gettext_noop("La domanda «%(label)s» è in busta chiusa: dopo la pubblicazione non si può aprire.")
SEALED_LATE = gettext_noop(
    "La domanda «%(label)s» era aperta: dopo la pubblicazione non si può mettere in busta chiusa. Aggiungine una nuova."
)


def reads_sealed(edition: Edition, fact: str) -> bool:
    """Whether a fact of the grid (`grid_facts`) reads a sealed answer: codes of the grid are no paths, whatever dots they have."""
    kind, _colon, path = fact.rpartition(":")
    return kind in ("", "sum", "count") and any(
        item.key == path.partition(".")[0] for item in sealed_fields(edition)
    )


def sealed_fields(edition: Edition) -> tuple[FormField, ...]:
    """The questions whose answers are sealed, in order."""
    return tuple(item for section in edition.form for item in section.fields if item.sealed)


def whole_form(form: tuple[FormSection, ...]) -> tuple[FormSection, ...]:
    """The form of a call that seals whole applications: every answer that can be sealed is."""
    return tuple(
        replace(
            section,
            fields=tuple(
                replace(item, sealed=item.type in SEALABLE and item.key not in ALWAYS_OPEN)
                for item in section.fields
            ),
        )
        for section in form
    )


def sealing_problems(edition: Edition) -> Iterator[Problem]:
    """What keeps a call with sealed questions from being published."""
    sealed = sealed_fields(edition)
    rule = edition.sealing or Sealing()
    if not sealed:
        if rule.whole:
            yield problem(Part.SEALED, NOTHING_SEALED)
        return
    if edition.kind != CallKind.RANKING:
        yield problem(Part.SEALED, ONLY_RANKING)
    if not FEWEST <= rule.threshold <= rule.shares <= MOST_SHARES:
        yield problem(Part.SEALED, NUMBERS, {"fewest": str(FEWEST), "most": str(MOST_SHARES)})
    if rule.whole:
        yield from _left_open(edition)
    used, early = names_read(edition), names_scored_early(edition)
    for item in sealed:
        yield from _question(item, used, early)


def _question(item: FormField, used: Collection[str], early: Collection[str]) -> Iterator[Problem]:
    """Whether this one can be sealed; `used`, `early`: keys that something looks at before the opening."""
    label = {"label": item.label}
    if item.type not in SEALABLE:
        yield problem(Part.FORM, NOT_SEALABLE, label)
    if item.type is FieldType.GROUP and item.max_items > MOST_SEALED_ITEMS:
        yield problem(Part.FORM, LONG_LIST, {**label, "most": str(MOST_SEALED_ITEMS)})
    if item.key in ALWAYS_OPEN:
        yield problem(Part.FORM, TITLE_OPEN, label)
    if item.prefill:
        yield problem(Part.FORM, PREFILLED, label)
    if item.key in used:
        yield problem(Part.FORM, USED, label)
    if item.key in early:
        yield problem(Part.GRID, EARLY, label)


def _left_open(edition: Edition) -> Iterator[Problem]:
    """Where everything is said to be sealed, no answer of the project may stay open."""
    for section in edition.form:
        for item in section.fields:
            if not item.sealed and item.type not in FORMAL and item.key not in ALWAYS_OPEN:
                yield problem(Part.FORM, STAYS_OPEN, {"label": item.label})


def holder_problems(edition: Edition, named: int, late: Sequence[str]) -> Iterator[Problem]:
    """What publication waits for: as many holders as shares, each with the code they keep. `late`: names of the others."""
    if edition.sealing is None:
        return
    if named != edition.sealing.shares:
        numbers = {"shares": str(edition.sealing.shares), "named": str(named)}
        yield advice(Part.SEALED, HOLDERS, numbers)
    if late:
        yield advice(Part.SEALED, CODES, {"people": ", ".join(late)})


def unsealing_problems(current: Edition, amended: Edition) -> Iterator[Problem]:
    """What was published as sealed stays sealed, and what was open cannot be sealed over drafts written in clear."""
    if current.sealing != amended.sealing:
        yield problem(Part.SEALED, FIXED)
    before = {item.key: item for section in current.form for item in section.fields}
    for section in amended.form:
        for item in section.fields:
            old = before.get(item.key)
            if old is not None and old.sealed and not item.sealed:
                yield problem(Part.FORM, UNSEALED, {"label": item.label})
            if old is not None and item.sealed and not old.sealed:
                yield problem(Part.FORM, SEALED_LATE, {"label": item.label})


READERS = ("field", "link_field", "id")
"""Names under which conditions, formulas, methods, ties and links say which answer they read."""


def names_read(edition: Edition) -> frozenset[str]:
    """Keys of the questions that a condition, a formula, a flag, a bonus or a link looks at: all before the opening."""
    grid = edition.grid
    return _names(
        [(item.shown_if, item.formula) for section in edition.form for item in section.fields],
        [declaration.shown_if for declaration in edition.declarations],
        edition.flags,
        grid.bonuses,
        {"link_field": grid.link_field},
    )


def names_scored_early(edition: Edition) -> frozenset[str]:
    """Keys that give points which are looked at before the opening: checked by the office, or deciding a second phase."""
    grid = edition.grid
    if grid.second_phase_first is not None:
        return names_ranked(edition)
    return _names([criterion for criterion in grid.criteria if criterion.lower_only])


def names_ranked(edition: Edition) -> frozenset[str]:
    """Keys that the ranking reads, for points or for ties: of these the sealed ones count from the opening on."""
    return _names(edition.grid.criteria, edition.grid.tie_breakers)


def ranked_fields(edition: Edition) -> tuple[FormField, ...]:
    """The sealed questions that give points or decide ties: the offers."""
    read = names_ranked(edition)
    return tuple(item for item in sealed_fields(edition) if item.key in read)


def _names(*parts: Any) -> frozenset[str]:
    return frozenset(path.partition(".")[0] for part in parts for path in _read_by(part))


def _read_by(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _read_by(one)
    elif isinstance(value, Mapping):
        yield from _members(dict(value))
    elif is_dataclass(value):
        yield from _members({one.name: getattr(value, one.name) for one in fields(value)})


def _members(members: dict[str, Any]) -> Iterator[str]:
    for name, inner in members.items():
        if name in READERS and isinstance(inner, str):
            yield inner
        else:
            yield from _read_by(inner)
