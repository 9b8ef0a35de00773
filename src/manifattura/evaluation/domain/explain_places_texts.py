"""The sentences of calls that give places and no money, where they differ from the others."""

from manifattura.evaluation.domain.explain_words import Texts, texts

PLACES = "PLACES_"
NONE_LEFT = "PLACES_NONE_LEFT"

PLACES_TEXTS: dict[str, Texts] = {
    "PLACES_FUNDED_GENERAL": texts("Selezionata: ha un posto.", "Selected: it has a place."),
    "PLACES_AFTER_STOP": texts(
        "Idonea, in lista di riserva: i posti sono finiti prima della posizione {stopped_at}.",
        "Eligible, on the reserve list: the places ended before position {stopped_at}.",
    ),
    "PLACES_NONE_LEFT": texts(
        "Idonea, in lista di riserva: i posti erano finiti.",
        "Eligible, on the reserve list: no place was left.",
    ),
    "PLACES_DOES_NOT_FIT": texts(
        "Idonea, in lista di riserva. Posti rimasti: {available}; domande ex aequo: {requested}. Entrano tutte o nessuna.",
        "Eligible, on the reserve list. Places left: {available}; tied applications: {requested}. They enter all "
        "together or not at all.",
    ),
    "PLACES_GUARANTEED": texts(
        "Tra le prime {least} dell’area «{flag}», che entrano prima delle altre.",
        "Among the first {least} of the area “{flag}”, which enter before the others.",
    ),
    "PLACES_GUARANTEED_FIRST": texts(
        "È la prima dell’area «{flag}», che entra prima delle altre.",
        "It is the first of the area “{flag}”, which enters before the others.",
    ),
    "PLACES_ONE_PER_LINK": texts(
        "Idonea, in lista di riserva: entra una sola domanda per impresa o gruppo, ed è {with}.",
        "Eligible, on the reserve list: one application per applicant or group is admitted, and it is {with}.",
    ),
    "PLACES_AREA_MOST": texts(
        "Idonea, in lista di riserva: nell’area «{flag}» ne entrano al massimo {most}.",
        "Eligible, on the reserve list: in the area “{flag}” at most {most} are admitted.",
    ),
    "PLACES_LEFT_DECLINED": texts("Ha rinunciato al posto.", "It declined the place."),
    "PLACES_LEFT_FORFEITED": texts("Ha perso il posto.", "It forfeited the place."),
}
UNSAID = frozenset({"PLACES_PARTIAL_NOT_ALLOWED"})
"""What says nothing where nothing can be given in part."""
PLACES_CODES = frozenset(PLACES_TEXTS) | UNSAID
