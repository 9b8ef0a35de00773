"""The sentences of the explanations in Italian and English, public and full; `domain` may not use gettext."""

from manifattura.evaluation.domain.explain_lots_texts import LOTS_TEXTS, OWN_LOTS_TEXTS
from manifattura.evaluation.domain.explain_places_texts import PLACES_TEXTS
from manifattura.evaluation.domain.explain_wide_texts import WIDE_FULL_TEXTS, WIDE_TEXTS
from manifattura.evaluation.domain.explain_words import Language, Level, Texts
from manifattura.evaluation.domain.explain_words import texts as _texts

__all__ = ["FULL_TEXTS", "TEXTS", "Language", "Level", "template"]


# The subject is always "la domanda" / "the application". No article before a percentage: il 60 %, but l’80 %.
TEXTS: dict[str, Texts] = {
    "NOT_ADMITTED": _texts(
        "Non ammessa alla valutazione dopo l’istruttoria formale.",
        "Not admitted to scoring after the formal review.",
    ),
    "BELOW_CRITERION_MIN": _texts(
        "Sotto la soglia del criterio «{criterion}»: servivano almeno {min} punti.",
        "Below the threshold of criterion “{criterion}”: at least {min} points were needed.",
    ),
    "BELOW_GROUP_MIN": _texts(
        "Sotto la soglia del gruppo di criteri «{group}»: servivano almeno {min} punti.",
        "Below the threshold of the group of criteria “{group}”: at least {min} points were needed.",
    ),
    "BELOW_TOTAL_MIN": _texts(
        "Sotto la soglia del punteggio totale: servivano almeno {min} punti.",
        "Below the threshold of the total score: at least {min} points were needed.",
    ),
    "TIE_BROKEN_GROUP": _texts(
        "A parità di punteggio viene dopo {with}, che ha più punti nel gruppo di criteri «{name}».",
        "With the same total it comes after {with}, which has more points in the group of criteria “{name}”.",
    ),
    "TIE_BROKEN_CRITERION": _texts(
        "A parità di punteggio viene dopo {with}, che ha più punti nel criterio «{name}».",
        "With the same total it comes after {with}, which has more points in criterion “{name}”.",
    ),
    "TIE_BROKEN_FLAG": _texts(
        "A parità di punteggio viene dopo {with}, che ha una precedenza prevista dal bando.",
        "With the same total it comes after {with}, which has a precedence set by the call.",
    ),
    "TIE_BROKEN_ARRIVAL": _texts(
        "A parità di punteggio viene dopo {with}, arrivata prima.",
        "With the same total it comes after {with}, which arrived earlier.",
    ),
    "TIE_BROKEN_DRAW": _texts(
        "A parità di punteggio il sorteggio pubblico la mette dopo {with}.",
        "With the same total the public draw puts it after {with}.",
    ),
    "EX_AEQUO": _texts(
        "Ex aequo con {with}: le regole del bando per i casi di parità non le distinguono.",
        "Tied with {with}: the call’s rules for ties do not separate them.",
    ),
    "FUNDED_GENERAL": _texts("Finanziata per intero: {granted}.", "Funded in full: {granted}."),
    "FUNDED_RESERVE": _texts(
        "Finanziata per intero: {granted}, con fondi riservati dal bando.",
        "Funded in full: {granted}, from money that the call reserves.",
    ),
    "FUNDED_MIXED": _texts(
        "Finanziata per intero: {granted}, in parte con fondi riservati dal bando.",
        "Funded in full: {granted}, partly from money that the call reserves.",
    ),
    "PARTIAL_LAST": _texts(
        "Finanziata in parte: {granted}, tutto il budget rimasto quando è arrivato il suo turno.",
        "Funded in part: {granted}, all the money left when its turn came.",
    ),
    "PARTIAL_PRO_RATA": _texts(
        "Finanziata in parte: {granted}. Il budget rimasto ({available}) è diviso tra le domande ex aequo "
        "in proporzione alle richieste.",
        "Funded in part: {granted}. The money left ({available}) is shared among the tied applications "
        "in proportion to their requests.",
    ),
    "AFTER_STOP": _texts(
        "Idonea ma non finanziata: il budget si è fermato alla posizione {stopped_at}.",
        "Eligible but not funded: the budget stopped at position {stopped_at}.",
    ),
    "DOES_NOT_FIT": _texts(
        "Idonea ma non finanziata: il budget rimasto ({available}) non bastava.",
        "Eligible but not funded: the money left ({available}) was not enough.",
    ),
    "NOT_FIRST_MISFIT": _texts(
        "Il finanziamento parziale può toccare solo alla prima richiesta che supera il budget rimasto.",
        "Only the first request above the money left may be funded in part.",
    ),
    "PARTIAL_NOT_ALLOWED": _texts(
        "Il bando non prevede finanziamenti parziali.", "The call does not fund applications in part."
    ),
    "EDGE_TIE": _texts(
        "Il bando non divide il budget rimasto tra domande ex aequo.",
        "The call does not share the money left among tied applications.",
    ),
    "BELOW_MIN_SHARE": _texts(
        "Per finanziarla in parte doveva restare una quota minima della richiesta: {min_share}.",
        "To fund it in part, a least share of the request had to be left: {min_share}.",
    ),
}

# What the full level says in another way.
FULL_TEXTS: dict[str, Texts] = {
    "BELOW_CRITERION_MIN": _texts(
        "Criterio «{criterion}»: {score} punti, ne servivano almeno {min}.",
        "Criterion “{criterion}”: {score} points, at least {min} were needed.",
    ),
    "BELOW_GROUP_MIN": _texts(
        "Gruppo di criteri «{group}»: {score} punti, ne servivano almeno {min}.",
        "Group of criteria “{group}”: {score} points, at least {min} were needed.",
    ),
    "BELOW_TOTAL_MIN": _texts(
        "Punteggio totale: {total} punti, ne servivano almeno {min}.",
        "Total score: {total} points, at least {min} were needed.",
    ),
    "TIE_BROKEN_FLAG": _texts(
        "A parità di punteggio viene dopo {with}, che ha la precedenza «{name}» prevista dal bando.",
        "With the same total it comes after {with}, which has the precedence “{name}” set by the call.",
    ),
    "FUNDED_RESERVE": _texts(
        "Finanziata per intero: {granted}, con la riserva del bando: {reserves}.",
        "Funded in full: {granted}, from what the call reserves: {reserves}.",
    ),
    "FUNDED_MIXED": _texts(
        "Finanziata per intero: {granted}, di cui con la riserva del bando {reserves} e con gli altri fondi "
        "{from_general}.",
        "Funded in full: {granted}, of which {reserves} from what the call reserves and {from_general} from "
        "the other money.",
    ),
    "PARTIAL_LAST": _texts(
        "Finanziata in parte: {granted} su {requested}, cioè tutto il budget rimasto quando è arrivato il suo "
        "turno. Quota minima della richiesta prevista dal bando: {min_share}.",
        "Funded in part: {granted} of {requested}, all the money left when its turn came. Least share of the "
        "request set by the call: {min_share}.",
    ),
    "PARTIAL_PRO_RATA": _texts(
        "Finanziata in parte: {granted}. Restavano {available}, divisi tra le domande ex aequo in proporzione "
        "alle richieste, {requested} in tutto. Quota minima prevista dal bando: {min_share}.",
        "Funded in part: {granted}. {available} were left and are shared among the tied applications in "
        "proportion to their requests, {requested} in all. Least share set by the call: {min_share}.",
    ),
    "DOES_NOT_FIT": _texts(
        "Idonea ma non finanziata: restavano {available} e ne servivano {requested}.",
        "Eligible but not funded: {available} were left and {requested} were needed.",
    ),
}


def template(code: str, level: Level, language: Language) -> str:
    texts = (FULL_TEXTS | WIDE_FULL_TEXTS).get(code) if level is not Level.PUBLIC else None
    if level is Level.OWN:
        texts = OWN_LOTS_TEXTS.get(code, texts)
    return (texts or (TEXTS | WIDE_TEXTS | PLACES_TEXTS | LOTS_TEXTS)[code])[language]
