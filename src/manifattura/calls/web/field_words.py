"""The kinds of question in words: for the office that builds a form, and for who reads what changed in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..domain.edition import FieldType


def type_words() -> dict[FieldType, tuple[str, str]]:
    """Kinds of question: name, and what they are for."""
    return {
        FieldType.TEXT: (_("Testo breve"), _("Una riga: un titolo, un nome.")),
        FieldType.LONG_TEXT: (_("Testo lungo"), _("Un racconto con un limite di caratteri.")),
        FieldType.NUMBER: (_("Numero"), _("Mesi, persone, ore.")),
        FieldType.MONEY: (_("Importo"), _("Una somma in euro.")),
        FieldType.DATE: (_("Data"), _("Un giorno.")),
        FieldType.YES_NO: (_("Sì o no"), _("Una domanda con due risposte.")),
        FieldType.CHOICE: (_("Una scelta"), _("Una sola voce da un elenco.")),
        FieldType.CHOICES: (_("Più scelte"), _("Una o più voci da un elenco.")),
        FieldType.FILE: (_("Allegato"), _("Uno o più file.")),
        FieldType.SEAT: (_("Sede"), _("Indirizzo con quartiere e municipio.")),
        FieldType.EXPENSES: (
            _("Tabella delle spese"),
            _("Righe con categoria e importo, totale e contributo."),
        ),
        FieldType.DECLARATION: (_("Dichiarazione"), _("Mostra qui una delle dichiarazioni.")),
        FieldType.GROUP: (
            _("Elenco di voci"),
            _("Le stesse domande per ogni voce: soci, partner, sedi, attività."),
        ),
        FieldType.COMPUTED: (_("Calcolo"), _("Un numero che esce dalle altre risposte: nessuno lo scrive.")),
        FieldType.STAMP_DUTY: (
            _("Marca da bollo"),
            _("Numero e data, usati una volta sola; oppure il motivo di esenzione."),
        ),
    }
