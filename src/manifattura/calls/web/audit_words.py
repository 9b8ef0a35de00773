"""How the acts of this app read in the audit trail, and who reads those of each call."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from manifattura.kernel.audit_words import ScopeReader

from ..models import Call
from ..queries.term_words import OUTCOMES, PROOFS

SENTENCES = {
    "call_created": _("ha creato il bando %(subject)s"),
    "call_part_saved": _("ha cambiato il bando %(subject)s"),
    "call_item_saved": _("ha scritto una voce del bando %(subject)s"),
    "call_lots_imported": _("ha portato i lotti del bando %(subject)s da una tabella"),
    "call_item_moved": _("ha spostato una voce del bando %(subject)s"),
    "call_item_removed": _("ha tolto una voce del bando %(subject)s"),
    "call_document_added": _("ha caricato un documento del bando %(subject)s"),
    "call_submitted": _("ha mandato in approvazione il bando %(subject)s"),
    "call_approved": _("ha approvato il bando %(subject)s"),
    "call_returned": _("ha rimandato in bozza il bando %(subject)s"),
    "call_published": _("ha pubblicato il bando %(subject)s"),
    "round_moved": _("ha portato avanti una sessione del bando %(subject)s"),
    "round_money_carried": _("ha passato alla sessione dopo ciò che restava, nel bando %(subject)s"),
    "call_moved": _("ha portato avanti il bando %(subject)s"),
    "call_amendment_opened": _("ha aperto una rettifica del bando %(subject)s"),
    "call_amendment_discarded": _("ha abbandonato la rettifica del bando %(subject)s"),
    "call_amended": _("ha pubblicato una rettifica del bando %(subject)s"),
    "term_opened": _("ha aperto il termine: %(subject)s"),
    "term_started": _("ha registrato la consegna che fa partire il termine: %(subject)s"),
    "term_moved": _("ha ricalcolato il termine: %(subject)s"),
    "term_suspended": _("ha sospeso il termine: %(subject)s"),
    "term_resumed": _("ha fatto ripartire il termine: %(subject)s"),
    "term_expired": _("ha segnato scaduto il termine: %(subject)s"),
    "term_closed": _("ha chiuso il termine: %(subject)s"),
    "term_feed_opened": _("ha creato il calendario dei termini di %(subject)s"),
    "term_feed_revoked": _("ha revocato il calendario dei termini di %(subject)s"),
    "parameter_value_added": _("ha aggiunto un valore al parametro %(subject)s"),
    "closing_day_added": _("ha aggiunto un giorno di chiusura: %(subject)s"),
    "closing_day_withdrawn": _("ha tolto un giorno di chiusura: %(subject)s"),
    "call_extended": _("ha prorogato la scadenza del bando %(subject)s"),
    "call_suspended": _("ha sospeso il bando %(subject)s"),
    "call_resumed": _("ha ripreso il bando %(subject)s"),
    "outage_recorded": _("ha registrato una interruzione: %(subject)s"),
    "extension_dismissed": _("ha messo da parte una proposta di proroga del bando %(subject)s"),
    "clarification_asked": _("ha fatto una domanda: %(subject)s"),
    "clarification_answered": _("ha pubblicato la risposta: %(subject)s"),
    "clarification_declined": _("non ha pubblicato una domanda: %(subject)s"),
    "key_holders_named": _("ha scelto chi conserva la chiave delle buste del bando %(subject)s"),
    "holder_code_given": _("ha preso il codice della sua parte di chiave, bando %(subject)s"),
    "holder_code_kept": _("ha confermato di conservare il codice, bando %(subject)s"),
    "sealing_key_made": _("ha fatto la chiave delle buste chiuse del bando %(subject)s"),
    "call_revoked": _("ha revocato il bando %(subject)s"),
}

FIELDS = {
    "text": _("Testo"),
    "number": _("Numero"),
    "question": _("Domanda"),
    "answer": _("Risposta"),
    "part": _("Parte"),
    "share": _("Parte della chiave"),
    "key": _("Chiave pubblica, prime cifre"),
    "shares": _("Parti della chiave"),
    "threshold": _("Parti che servono per aprire"),
    "holders": _("Custodi"),
    "key_holders": _("Custodi"),
    "added": _("Aggiunto"),
    "removed": _("Tolto"),
    "state": _("Stato"),
    "days": _("Giorni"),
    "starts_on": _("Parte"),
    "due_on": _("Scade"),
    "proof": _("Prova di consegna"),
    "since": _("Dal"),
    "until": _("Fino al"),
    "on": _("Giorno"),
    "outcome": _("Esito"),
    "value": _("Valore"),
    "valid_from": _("Vale dal"),
    "source": _("Fonte"),
    "act": _("Atto"),
    "round": _("Sessione"),
    "carried_in": _("Dalla sessione prima (euro, o posti)"),
    "reason": _("Motivo"),
    "note": _("Nota"),
    "template": _("Modello"),
    "version": _("Versione"),
    "act_number": _("Numero della determina"),
    "act_on": _("Data della determina"),
    "sha256": _("Impronta SHA-256"),
    "title": _("Titolo"),
    "title_en": _("Titolo in inglese"),
    "summary": _("Descrizione breve"),
    "summary_en": _("Descrizione breve in inglese"),
    "purpose": _("Perché c’è questo bando"),
    "what_you_get": _("Che cosa si ottiene"),
    "example": _("Un esempio con i numeri"),
    "how_to_apply": _("Come fare"),
    "conditions": _("Condizioni"),
    "privacy": _("Informativa sui dati personali"),
    "names_rule": _("Come si pubblicano i nomi"),
    "committee_recusal": _("Se un commissario ha un conflitto"),
    "committee_harmonisation": _("Confronto sui punteggi"),
    "committee_assessors": _("Componenti che valutano ogni domanda"),
    "opens_at": _("Apertura"),
    "deadline_at": _("Scadenza"),
    "budget": _("Risorse del bando"),
    "gives_money": _("Dà un contributo in denaro"),
    "places": _("Posti"),
    "aid_rate": _("Contributo sulla spesa ammessa"),
    "aid_rate_question": _("Domanda con la percentuale chiesta"),
    "aid_cap": _("Contributo massimo"),
    "cost_min": _("Spesa minima del progetto"),
    "cost_max": _("Spesa massima del progetto"),
    "total_min": _("Soglia minima in totale"),
}

VALUES = {
    **{("proof", key): word for key, word in PROOFS.items()},
    **{("outcome", key): word for key, word in OUTCOMES.items()},
}


def _of_offices(office_ids: Collection[int] | None) -> list[str]:
    calls = Call.objects.all() if office_ids is None else Call.objects.filter(office_id__in=office_ids)
    return [f"call:{pk}" for pk in calls.values_list("pk", flat=True)]


def _names(scopes: Collection[str]) -> dict[str, str]:
    numbers = {scope.partition(":")[2] for scope in scopes}
    rows = Call.objects.filter(pk__in=[int(number) for number in numbers if number.isdigit()])
    return {f"call:{pk}": title for pk, title in rows.values_list("pk", "title")}


SCOPE = ScopeReader(of_offices=_of_offices, names=_names)
