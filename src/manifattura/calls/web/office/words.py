"""The builder's words: pages, kinds of question, automatic checks, items."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ...actions.draft_items import ItemKind
from ...domain.problems import Part


def part_words() -> dict[Part, str]:
    """The builder's pages, in order."""
    return {
        Part.TEXTS: _("Testi"),
        Part.PROCEDURE: _("Procedura"),
        Part.TIMES: _("Tempi"),
        Part.MONEY: _("Denaro o posti"),
        Part.LOTS: _("Lotti"),
        Part.WHO: _("Chi può partecipare"),
        Part.QUESTIONS: _("Verifica"),
        Part.FORM: _("Modulo"),
        Part.SEALED: _("Buste chiuse"),
        Part.DECLARATIONS: _("Dichiarazioni"),
        Part.GRID: _("Griglia"),
        Part.REQUIREMENTS: _("Controlli"),
        Part.COMMITTEE: _("Commissione"),
        Part.REGISTER: _("Elenco"),
        Part.DOCUMENTS: _("Documenti"),
    }


def part_leads() -> dict[Part, str]:
    """What each page is for, in one sentence."""
    return {
        Part.TEXTS: _("Quello che si legge nella pagina del bando. Frasi brevi, dai del tu."),
        Part.PROCEDURE: _(
            "Un solo confronto, più sessioni o un elenco sempre aperto: da qui dipende tutto il resto."
        ),
        Part.TIMES: _("Le date decidono quando il bando si apre e si chiude, al secondo."),
        Part.MONEY: _("Che cosa riceve chi è in graduatoria: un contributo, o un posto senza denaro."),
        Part.LOTS: _("Gli spazi che il bando assegna: lasciali vuoti se il bando non ne assegna."),
        Part.WHO: _("Requisiti di chi fa domanda e area della città."),
        Part.QUESTIONS: _(
            "Poche domande sì o no prima di iniziare: chi non può partecipare lo scopre subito."
        ),
        Part.FORM: _("Le domande del modulo, divise in sezioni. Chi compila le vede in quest’ordine."),
        Part.SEALED: _("Le risposte che nessuno legge prima dell’apertura, e chi ne conserva la chiave."),
        Part.DECLARATIONS: _("Ogni dichiarazione ha il suo testo, la sua norma e la sua spunta."),
        Part.GRID: _("Come si danno i punti, chi passa a parità e come si assegnano denaro o posti."),
        Part.REQUIREMENTS: _("La lista che chi istruisce segue per ogni domanda."),
        Part.COMMITTEE: _(
            "Che cosa succede se un commissario ha un conflitto, e come si chiudono i punteggi."
        ),
        Part.REGISTER: _("Quanto dura l’iscrizione, quando si conferma, quanto tempo c’è per rimediare."),
        Part.DOCUMENTS: _("I documenti che si scaricano dalla pagina del bando."),
    }


def automatic_words() -> dict[str, str]:
    """The automatic checks of the formal review."""
    return {
        "in_time": _("Arrivata in tempo"),
        "ateco": _("Codice ATECO ammesso"),
        "area": _("Sede nell’area"),
        "size": _("Dimensione ammessa"),
        "cost_range": _("Spesa nei limiti"),
        "declarations": _("Dichiarazioni complete"),
        "files": _("Allegati obbligatori presenti"),
        "stamp_duty": _("Marca da bollo"),
    }


def item_words() -> dict[ItemKind, tuple[str, str]]:
    """Per item: the title of the page that adds one, and of the one that changes it."""
    return {
        ItemKind.SECTION: (_("Nuova sezione"), _("Cambia la sezione")),
        ItemKind.FIELD: (_("Nuova domanda"), _("Cambia la domanda")),
        ItemKind.DECLARATION: (_("Nuova dichiarazione"), _("Cambia la dichiarazione")),
        ItemKind.QUESTION: (_("Nuova domanda di verifica"), _("Cambia la domanda di verifica")),
        ItemKind.REQUIREMENT: (_("Nuovo controllo"), _("Cambia il controllo")),
        ItemKind.GROUP: (_("Nuovo gruppo di criteri"), _("Cambia il gruppo")),
        ItemKind.CRITERION: (_("Nuovo criterio"), _("Cambia il criterio")),
        ItemKind.BONUS: (_("Nuova premialità"), _("Cambia la premialità")),
        ItemKind.FLAG: (_("Nuovo contrassegno"), _("Cambia il contrassegno")),
        ItemKind.TIE: (_("Nuova regola di parità"), _("Cambia la regola di parità")),
        ItemKind.RESERVE: (_("Nuova riserva"), _("Cambia la riserva")),
        ItemKind.PART: (_("Nuovo sottocriterio"), _("Cambia il sottocriterio")),
        ItemKind.UPLIFT: (_("Nuova maggiorazione"), _("Cambia la maggiorazione")),
        ItemKind.AREA: (_("Nuovo limite"), _("Cambia il limite")),
        ItemKind.PRECEDENCE: (_("Nuova precedenza"), _("Cambia la precedenza")),
        ItemKind.RANKING: (_("Nuova graduatoria propria"), _("Cambia la graduatoria propria")),
        ItemKind.BRACKET: (_("Nuovo scaglione"), _("Cambia lo scaglione")),
        ItemKind.PREMIUM: (_("Nuova condizione migliore"), _("Cambia la condizione migliore")),
        ItemKind.ROUND: (_("Nuova sessione"), _("Cambia la sessione")),
        ItemKind.DOCUMENT: (_("Nuovo documento"), _("Cambia il titolo del documento")),
        ItemKind.LOT: (_("Nuovo lotto"), _("Cambia il lotto")),
    }
