"""The sentences for the reasons that only version 2 knows; `explain_texts` has the others."""

from manifattura.evaluation.domain.explain_words import Texts, texts

WIDE_TEXTS: dict[str, Texts] = {
    "NO_VALUE": texts(
        "Senza punti dove manca il dato da valutare: {criteria}.",
        "No points where the fact to score is missing: {criteria}.",
    ),
    "LOWERED_BY_CHECK": texts(
        "Nel criterio «{criterion}» il controllo ha ridotto il punteggio dichiarato.",
        "In criterion “{criterion}” the check lowered the declared score.",
    ),
    "NOT_RAISED_BY_CHECK": texts(
        "Nel criterio «{criterion}» vale il punteggio dichiarato: il controllo può solo ridurlo.",
        "In criterion “{criterion}” the declared score counts: a check can only lower it.",
    ),
    "NOT_ABOVE_ZERO": texts(
        "Nessun punto nel criterio «{criterion}», dove il bando ne vuole più di zero.",
        "No points in criterion “{criterion}”, where the call wants more than zero.",
    ),
    "NOT_IN_SECOND_PHASE": texts(
        "Non passa alla seconda fase: il bando ammette le prime {first}.",
        "It does not go on to the second phase: the call takes the first {first}.",
    ),
    "BELOW_MOVING_THRESHOLD": texts(
        "Sotto la soglia che dipende dalle risorse: servivano almeno {threshold} punti.",
        "Below the threshold that depends on the money: at least {threshold} points were needed.",
    ),
    "RETURNED": texts(
        "Era alla posizione {position} della graduatoria «{ranking}», che non l’ha finanziata: concorre qui.",
        "It was at position {position} of the ranking “{ranking}”, which did not fund it: it competes here.",
    ),
    "GOES_FIRST": texts(
        "Ha «{flag}»: va prima delle altre domande, qualunque sia il punteggio.",
        "It has “{flag}”: it goes before the other applications, whatever the points.",
    ),
    "GOES_LAST": texts(
        "Ha «{flag}»: va dopo le altre domande, qualunque sia il punteggio.",
        "It has “{flag}”: it goes after the other applications, whatever the points.",
    ),
    "TIE_BROKEN_REQUESTED": texts(
        "A parità di punteggio viene dopo {with}, che chiede meno.",
        "With the same total it comes after {with}, which asks for less.",
    ),
    "TIE_BROKEN_FACT": texts(
        "A parità di punteggio viene dopo {with} per il dato che il bando confronta.",
        "With the same total it comes after {with} by the fact that the call compares.",
    ),
    "GUARANTEED": texts(
        "Tra le prime {least} dell’area «{flag}», che il bando finanzia prima delle altre.",
        "Among the first {least} of area “{flag}”, which the call funds before the others.",
    ),
    "GUARANTEED_FIRST": texts(
        "È la prima dell’area «{flag}», che il bando finanzia prima delle altre.",
        "It is the first of area “{flag}”, which the call funds before the others.",
    ),
    "ONE_PER_LINK": texts(
        "Idonea ma non finanziata: il bando finanzia una sola domanda per impresa o gruppo, ed è {with}.",
        "Eligible but not funded: the call funds one application per firm or group, and it is {with}.",
    ),
    "AREA_MOST": texts(
        "Idonea ma non finanziata: nell’area «{flag}» il bando ne finanzia al massimo {most}.",
        "Eligible but not funded: in area “{flag}” the call funds {most} at most.",
    ),
    "AREA_AMOUNT": texts(
        "Idonea ma non finanziata: nell’area «{flag}» il bando spende al massimo {amount}.",
        "Eligible but not funded: in area “{flag}” the call spends {amount} at most.",
    ),
    "MOST_FUNDED": texts(
        "Idonea ma non finanziata: il bando finanzia al massimo {most} domande.",
        "Eligible but not funded: the call funds {most} applications at most.",
    ),
    "LEFT_WITHDRAWN": texts("Ritirata dopo la valutazione.", "Withdrawn after scoring."),
    "LEFT_DECLINED": texts("Ha rinunciato al contributo.", "It declined the grant."),
    "LEFT_FORFEITED": texts("Decaduta dal contributo.", "It forfeited the grant."),
    "LEFT_EXCLUDED_LATE": texts("Esclusa dopo la valutazione.", "Excluded after scoring."),
}

WIDE_FULL_TEXTS: dict[str, Texts] = {
    "LOWERED_BY_CHECK": texts(
        "Criterio «{criterion}»: {declared} punti dichiarati, {checked} dopo il controllo.",
        "Criterion “{criterion}”: {declared} points declared, {checked} after the check.",
    ),
    "NOT_RAISED_BY_CHECK": texts(
        "Criterio «{criterion}»: valgono i {declared} punti dichiarati. Il controllo ne ha trovati {checked}, ma può "
        "solo ridurre il punteggio.",
        "Criterion “{criterion}”: the {declared} declared points count. The check found {checked}, but it can only "
        "lower the score.",
    ),
    "NOT_IN_SECOND_PHASE": texts(
        "Non passa alla seconda fase: {total} punti nella prima; il bando ammette le prime {first}.",
        "It does not go on to the second phase: {total} points in the first; the call takes the first {first}.",
    ),
    "BELOW_MOVING_THRESHOLD": texts(
        "Sotto la soglia che dipende dalle risorse: {total} punti, ne servivano almeno {threshold}.",
        "Below the threshold that depends on the money: {total} points, at least {threshold} were needed.",
    ),
}
