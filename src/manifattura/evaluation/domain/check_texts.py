"""The sentences of the automatic checks, in Italian and English; `domain` may not use gettext."""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from manifattura.evaluation.domain.explain_texts import Language

ROME = ZoneInfo("Europe/Rome")

TEXTS: dict[str, tuple[str, str]] = {
    "COMPLETE": ("Ciò che mancava è arrivato.", "What was missing has come."),
    "INCOMPLETE": ("Manca o è sbagliato: {missing}.", "Missing or wrong: {missing}."),
    "IN_TIME": (
        "Arrivata il {received}; scadenza: {deadline}.",
        "It arrived on {received}; deadline: {deadline}.",
    ),
    "LATE": (
        "Arrivata il {received}, dopo la scadenza del {deadline}.",
        "It arrived on {received}, after the deadline of {deadline}.",
    ),
    "ATECO_ANY": ("Il bando non limita le attività.", "The call does not limit activities."),
    "ATECO_NONE": (
        "Nessun codice ATECO dichiarato: guarda se il bando lo chiede già ora. Codici ammessi: {prefixes}.",
        "No ATECO code declared: see whether the call asks for it already. Codes admitted: {prefixes}.",
    ),
    "ATECO_OTHER_EDITION": (
        "I codici dichiarati ({codes}) non sono dell’edizione ATECO {edition}: confrontali con {prefixes}.",
        "The declared codes ({codes}) are not of ATECO edition {edition}: compare them with {prefixes}.",
    ),
    "ATECO_MET": (
        "Codice {codes}, edizione {edition}: rientra in {prefixes}.",
        "Code {codes}, edition {edition}: it falls under {prefixes}.",
    ),
    "ATECO_NOT_MET": (
        "Nessun codice dichiarato ({codes}) rientra tra quelli ammessi: {prefixes}, edizione {edition}.",
        "No declared code ({codes}) is among those admitted: {prefixes}, edition {edition}.",
    ),
    "AREA_ANY": ("Il bando vale in tutta la città.", "The call holds in the whole city."),
    "AREA_NO_SEAT": (
        "La sede del progetto non dice quartiere e municipio: cercala sulla mappa. Area del bando: {area}.",
        "The seat of the project names no quarter and municipio: look it up on the map. Area of the call: {area}.",
    ),
    "AREA_MET": (
        "NIL {nil}, Municipio {municipio}: dentro l’area «{area}».",
        "NIL {nil}, Municipio {municipio}: inside the area “{area}”.",
    ),
    "AREA_NOT_MET": (
        "La sede del progetto (NIL {nil}, Municipio {municipio}) è fuori dall’area «{area}».",
        "The seat of the project (NIL {nil}, Municipio {municipio}) is outside the area “{area}”.",
    ),
    "SIZE_ANY": ("Il bando non limita la dimensione.", "The call does not limit the size."),
    "SIZE_NONE": (
        "La dimensione non è dichiarata: controllala. Ammesse: {wanted}.",
        "The size is not declared: check it. Admitted: {wanted}.",
    ),
    "SIZE_MET": ("Dimensione dichiarata: {sizes}.", "Declared size: {sizes}."),
    "SIZE_NOT_MET": (
        "La dimensione dichiarata ({sizes}) non è tra quelle ammesse: {wanted}.",
        "The declared size ({sizes}) is not among those admitted: {wanted}.",
    ),
    "COST_ANY": ("Il bando non pone limiti di costo.", "The call sets no limits of cost."),
    "COST_NONE": ("Il costo del progetto non è indicato.", "The cost of the project is not given."),
    "COST_MET": ("Costo del progetto: {cost}.", "Cost of the project: {cost}."),
    "COST_BELOW": (
        "Il costo del progetto ({cost}) è sotto il minimo di {limit}.",
        "The cost of the project ({cost}) is below the least of {limit}.",
    ),
    "COST_ABOVE": (
        "Il costo del progetto ({cost}) supera il massimo di {limit}.",
        "The cost of the project ({cost}) is above the most of {limit}.",
    ),
    "DECLARATIONS_MET": (
        "Dichiarazioni confermate da chi doveva farlo: {count}.",
        "Declarations made by those who had to: {count}.",
    ),
    "DECLARATIONS_MISSING": ("Mancano dichiarazioni: {missing}.", "Declarations are missing: {missing}."),
    "FILES_MET": ("File ricevuti: {count}.", "Files received: {count}."),
    "STAMP_ANY": ("Il bando non chiede la marca da bollo.", "The call asks for no stamp duty."),
    "STAMP_NONE": ("La marca da bollo non è indicata.", "The stamp is not given."),
    "STAMP_EXEMPT": (
        "Dichiara di essere esente: controlla il motivo.",
        "It declares to be exempt: check the ground.",
    ),
    "STAMP_MET": (
        "Marca numero {number}, del {day}. Nessun’altra domanda l’ha usata.",
        "Stamp number {number}, dated {day}. No other application used it.",
    ),
    "STAMP_USED": (
        "Marca numero {number}: l’ha già usata un’altra domanda.",
        "Stamp number {number}: another application has used it.",
    ),
    "STAMP_LATER": (
        "La marca numero {number} è del {day}, dopo l’arrivo della domanda.",
        "Stamp number {number} is dated {day}, after the application arrived.",
    ),
    "FILES_MISSING": ("Mancano file richiesti: {missing}.", "Required files are missing: {missing}."),
}

SIZES: dict[str, tuple[str, str]] = {
    "micro": ("micro", "micro"),
    "small": ("piccola", "small"),
    "medium": ("media", "medium"),
    "large": ("grande", "large"),
}


def check_text(code: str, facts: Mapping[str, str], language: str = Language.ITALIAN) -> str:
    """The sentence of an evidence as stored (`code` and `facts`)."""
    place = 0 if Language(language) is Language.ITALIAN else 1
    shown = {name: _SHOWN[name](value, place) if name in _SHOWN else value for name, value in facts.items()}
    return TEXTS[code][place].format_map(shown)


def _moment(value: str, place: int) -> str:
    moment = datetime.fromisoformat(value).astimezone(ROME)
    return f"{moment:%d/%m/%Y} {'at' if place else 'alle'} {moment:%H:%M:%S}"


def _money(value: str, place: int) -> str:
    whole, _, cents = value.partition(".")
    grouped = f"{int(whole):,}"
    return f"€{grouped}.{cents}" if place else grouped.replace(",", ".") + f",{cents}\u00a0€"


def _sizes(value: str, place: int) -> str:
    return ", ".join(SIZES[size][place] if size in SIZES else size for size in value.split(", "))


def _day(value: str, place: int) -> str:
    return f"{datetime.fromisoformat(value):%d/%m/%Y}"


_SHOWN: dict[str, Callable[[str, int], str]] = {
    "received": _moment,
    "deadline": _moment,
    "day": _day,
    "cost": _money,
    "limit": _money,
    "sizes": _sizes,
    "wanted": _sizes,
}
