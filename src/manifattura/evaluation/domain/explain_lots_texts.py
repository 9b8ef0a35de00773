"""The sentences about lots: won, lost and to what, not needed, not valid. `{lot}` is its name."""

from manifattura.evaluation.domain.explain_words import Texts, texts

LOTS_TEXTS: dict[str, Texts] = {
    "LOT_WON": texts("{lot}: assegnato.", "{lot}: won."),
    "LOT_WON_TOGETHER": texts(
        "{lot}: assegnato, insieme a {held} come aveva chiesto.",
        "{lot}: won, together with {held} as it asked.",
    ),
    "LOT_TOGETHER_LOST": texts(
        "{lot}: è andato ad altri. Lo voleva solo insieme a {held}, e così non ha né l’uno né l’altro.",
        "{lot}: it went to others. It was wanted only together with {held}, so neither was won.",
    ),
    "LOT_TOGETHER_MISSING": texts(
        "{lot}: lo voleva solo insieme a {held}, che non ha avuto.",
        "{lot}: wanted only together with {held}, which was not won.",
    ),
    "LOT_TOGETHER_BREAKS": texts(
        "{lot}: lo voleva solo insieme a {held}. Dandoglieli, altri avrebbero perso una parte di lotti voluti insieme.",
        "{lot}: wanted only together with {held}. Giving them would have left others with a part of what they wanted together.",
    ),
    "LOT_TOGETHER_NO_ROOM": texts(
        "{lot}: non chiesto. Prima voleva insieme {held}, più lotti di quanti ne poteva ancora avere, e la lista si ferma lì.",
        "{lot}: not asked for. Before it came {held} together, more lots than it could still have, and the list ends there.",
    ),
    "LOT_TOGETHER_TOO_MANY": texts(
        "{lot}: lo voleva solo insieme a {held}, ma con i lotti che aveva già non c’era posto per tutti.",
        "{lot}: wanted only together with {held}, but with the lots it had there was no room for all.",
    ),
    "LOT_TOGETHER_OUT": texts(
        "{lot}: lo voleva solo insieme a {held}, dove la sua offerta non entra nel confronto.",
        "{lot}: wanted only together with {held}, where its bid is not compared.",
    ),
    "LOT_WON_RESERVED": texts(
        "{lot}: assegnato, in un posto riservato ({flag}).", "{lot}: won, in a reserved place ({flag})."
    ),
    "LOT_RESERVED": texts(
        "{lot}: i posti rimasti sono riservati ({flag}).", "{lot}: the places left are reserved ({flag})."
    ),
    "LOT_GROUP_FULL": texts(
        "{lot}: le imprese collegate hanno già avuto {held}, il massimo insieme.",
        "{lot}: linked firms already have {held}, the most they may win together.",
    ),
    "LOT_OFFER_HIGH": texts(
        "{lot}: offerta non valida, {amount} è più della base di {base}.",
        "{lot}: not valid, {amount} is more than the base of {base}.",
    ),
    "LOT_FROM_RESERVE": texts(
        "{lot}: assegnato dopo una rinuncia, per scorrimento.", "{lot}: won after somebody withdrew."
    ),
    "LOT_LOST": texts(
        "{lot}: è andato a un’offerta con {winner_total} punti; questa ne aveva {total}.",
        "{lot}: it went to a bid with {winner_total} points; this one had {total}.",
    ),
    "LOT_LOST_MONEY": texts(
        "{lot}: è andato a un’offerta di {winner_amount}; questa era di {amount}.",
        "{lot}: it went to an offer of {winner_amount}; this one was {amount}.",
    ),
    "LOT_LOST_TECHNICAL": texts(
        "{lot}: è andato a un’offerta con lo stesso totale e più punti tecnici.",
        "{lot}: it went to a bid with the same total and more technical points.",
    ),
    "LOT_LOST_OFFER": texts(
        "{lot}: è andato a una domanda con lo stesso totale e un’offerta più alta.",
        "{lot}: it went to a bid with the same total and a higher offer.",
    ),
    "LOT_LOST_IMPROVED": texts(
        "{lot}: pari offerta; chi l’ha avuto nella seduta ha migliorato a {winner_amount}, questa è rimasta {amount}.",
        "{lot}: equal offers; in the sitting the winner went to {winner_amount}, this one stood at {amount}.",
    ),
    "LOT_WON_IMPROVED": texts(
        "{lot}: assegnato. A pari offerta, quella scritta nella seduta è {amount}.",
        "{lot}: won. Among equal offers, the one written in the sitting is {amount}.",
    ),
    "LOT_PREEMPTED": texts(
        "{lot}: è andato a chi ha la prelazione, che ha pareggiato l’offerta di chi lo avrebbe avuto.",
        "{lot}: it went to who has the right of pre-emption and matched the offer of who would have had it.",
    ),
    "LOT_WON_BY_RIGHT": texts(
        "{lot}: assegnato con la prelazione, pareggiando l’offerta di chi lo avrebbe avuto.",
        "{lot}: won by the right of pre-emption, matching the offer of who would have had it.",
    ),
    "LOT_LOST_DRAW": texts(
        "{lot}: alla pari con chi l’ha avuto; ha deciso il sorteggio pubblico.",
        "{lot}: tied with the winner; the public draw decided.",
    ),
    "LOT_NOT_NEEDED": texts(
        "{lot}: non serve, perché ha avuto {held}, che aveva messo prima.",
        "{lot}: not needed, because it won {held}, which it wanted more.",
    ),
    "LOT_BELOW_MIN": texts(
        "{lot}: non entra, ha {score} punti tecnici e ne servivano {min}.",
        "{lot}: not in, it has {score} technical points and {min} were needed.",
    ),
    "LOT_BELOW_GRID": texts(
        "{lot}: non entra, ha {score} punti tecnici dove la griglia ne chiede {min}.",
        "{lot}: not in, it has {score} technical points where the grid asks for {min}.",
    ),
    "LOT_OFFER_LOW": texts(
        "{lot}: offerta non valida, {amount} è meno del canone base di {base}.",
        "{lot}: not valid, {amount} is less than the base rent of {base}.",
    ),
    "LOT_PASSED_OVER": texts(
        "{lot}: quando si è liberato aveva già i lotti che poteva avere.",
        "{lot}: when it came free, it already had all the lots it could have.",
    ),
    "LOT_NO_OFFER": texts(
        "{lot}: nella busta non c’era un’offerta che si possa leggere.",
        "{lot}: the envelope had no offer that can be read.",
    ),
}

OWN_LOTS_TEXTS: dict[str, Texts] = {
    "LOT_WON": texts("{lot} è tuo.", "{lot} is yours."),
    "LOT_WON_TOGETHER": texts(
        "{lot} è tuo, insieme a {held} come avevi chiesto.",
        "{lot} is yours, together with {held} as you asked.",
    ),
    "LOT_TOGETHER_LOST": texts(
        "{lot} è andato ad altri. Lo volevi solo insieme a {held}, e così non hai né l’uno né l’altro.",
        "{lot} went to others. You wanted it only together with {held}, so you have neither.",
    ),
    "LOT_TOGETHER_MISSING": texts(
        "{lot} lo volevi solo insieme a {held}, che non hai avuto.",
        "You wanted {lot} only together with {held}, which you did not win.",
    ),
    "LOT_TOGETHER_BREAKS": texts(
        "{lot} lo volevi solo insieme a {held}. Dandoteli, altri avrebbero perso una parte di lotti voluti insieme.",
        "You wanted {lot} only together with {held}. Giving you both would have left others with a part of what they wanted.",
    ),
    "LOT_TOGETHER_NO_ROOM": texts(
        "{lot}: non arrivi a chiederlo. Prima volevi insieme {held}, più lotti di quanti ne potevi ancora avere.",
        "{lot}: your list ends before it. You wanted {held} together, more lots than you could still have.",
    ),
    "LOT_TOGETHER_TOO_MANY": texts(
        "{lot} lo volevi solo insieme a {held}, ma con i lotti che avevi già non c’era posto per tutti.",
        "You wanted {lot} only together with {held}, but with the lots you had there was no room for all.",
    ),
    "LOT_TOGETHER_OUT": texts(
        "{lot} lo volevi solo insieme a {held}, dove la tua offerta non entra nel confronto.",
        "You wanted {lot} only together with {held}, where your bid is not compared.",
    ),
    "LOT_WON_RESERVED": texts(
        "{lot} è tuo, in un posto riservato ({flag}).", "{lot} is yours, in a reserved place ({flag})."
    ),
    "LOT_RESERVED": texts(
        "In {lot} i posti rimasti sono riservati ({flag}).", "In {lot} the places left are reserved ({flag})."
    ),
    "LOT_GROUP_FULL": texts(
        "{lot} non lo puoi avere: tu e le imprese collegate avete già {held}, il massimo insieme.",
        "You may not have {lot}: you and linked firms already have {held}, the most you may win together.",
    ),
    "LOT_OFFER_HIGH": texts(
        "{lot}: la tua offerta di {amount} è più della base di {base}.",
        "{lot}: your offer of {amount} is more than the base of {base}.",
    ),
    "LOT_FROM_RESERVE": texts(
        "{lot} è tuo: chi l’aveva vinto ha rinunciato.", "{lot} is yours: who had won it withdrew."
    ),
    "LOT_LOST": texts(
        "{lot} è andato a un’offerta con {winner_total} punti; la tua ne aveva {total}.",
        "{lot} went to a bid with {winner_total} points; yours had {total}.",
    ),
    "LOT_LOST_MONEY": texts(
        "{lot} è andato a un’offerta di {winner_amount}; la tua era di {amount}.",
        "{lot} went to an offer of {winner_amount}; yours was {amount}.",
    ),
    "LOT_LOST_TECHNICAL": texts(
        "{lot} è andato a un’offerta con il tuo stesso totale e più punti tecnici dei tuoi.",
        "{lot} went to a bid with your same total and more technical points than yours.",
    ),
    "LOT_LOST_OFFER": texts(
        "{lot} è andato a una domanda con il tuo stesso totale e un’offerta più alta della tua.",
        "{lot} went to a bid with your same total and a higher offer than yours.",
    ),
    "LOT_LOST_IMPROVED": texts(
        "{lot}: avevi offerto come chi l’ha avuto, che nella seduta ha migliorato a {winner_amount}; la tua offerta è rimasta {amount}.",
        "{lot}: you had offered the same as the winner, who in the sitting went to {winner_amount}; yours stood at {amount}.",
    ),
    "LOT_WON_IMPROVED": texts(
        "{lot} è tuo: a pari offerta, quella scritta nella seduta è {amount}.",
        "{lot} is yours: among equal offers, the one written in the sitting is {amount}.",
    ),
    "LOT_PREEMPTED": texts(
        "{lot} è andato a chi ha la prelazione: ha pareggiato l’offerta di chi lo avrebbe avuto.",
        "{lot} went to who has the right of pre-emption: it matched the offer of who would have had it.",
    ),
    "LOT_WON_BY_RIGHT": texts(
        "{lot} è tuo con la prelazione, all’offerta che hai pareggiato.",
        "{lot} is yours by the right of pre-emption, at the offer that you matched.",
    ),
    "LOT_LOST_DRAW": texts(
        "{lot}: eri alla pari con chi l’ha avuto; ha deciso il sorteggio pubblico.",
        "{lot}: you were tied with the winner; the public draw decided.",
    ),
    "LOT_NOT_NEEDED": texts(
        "{lot} non ti serve: hai avuto {held}, che avevi messo prima.",
        "{lot} is not needed: you won {held}, which you wanted more.",
    ),
    "LOT_BELOW_MIN": texts(
        "{lot}: hai {score} punti tecnici e ne servivano {min}. La tua offerta qui non conta.",
        "{lot}: you have {score} technical points and {min} were needed. Your offer does not count here.",
    ),
    "LOT_BELOW_GRID": texts(
        "In {lot} non entri: hai {score} punti tecnici dove la griglia ne chiede {min}.",
        "You are not in for {lot}: you have {score} technical points where the grid asks for {min}.",
    ),
    "LOT_OFFER_LOW": texts(
        "{lot}: la tua offerta di {amount} è meno del canone base di {base}.",
        "{lot}: your offer of {amount} is less than the base rent of {base}.",
    ),
    "LOT_PASSED_OVER": texts(
        "{lot}: quando si è liberato avevi già i lotti che potevi avere.",
        "{lot}: when it came free, you already had all the lots you could have.",
    ),
    "LOT_NO_OFFER": texts(
        "{lot}: nella tua busta non c’era un’offerta che si possa leggere.",
        "{lot}: your envelope had no offer that can be read.",
    ),
}
"""The same, said to who sent the application."""
