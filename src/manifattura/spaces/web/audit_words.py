"""How the acts of this app read in the audit trail."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from manifattura.ui.formats import date_text, money_text

from ..queries import agreement_words, plan_observations, words
from ..queries.space_reports import KINDS, TOPICS

TERM_FIELDS = {
    "agreement_purpose": _("Che cosa ci si fa"),
    "agreement_part_m2": _("Parte dello spazio"),
    "agreement_starts_on": _("Inizio"),
    "agreement_months": _("Durata in mesi"),
    "agreement_renewal_months": _("Rinnovo, in mesi"),
    "agreement_market_rent": _("Canone di mercato all’anno"),
    "agreement_start_rent": _("Canone di partenza all’anno"),
    "agreement_tenant_kind": _("Chi è l’assegnatario"),
    "agreement_economic": _("Attività economica"),
    "agreement_recovers": _("Recupera lo spazio"),
    "agreement_granted_percent": _("Riduzione per il recupero"),
    "agreement_frail": _("Lavoro di persone fragili"),
    "agreement_periphery": _("Quartiere periferico"),
    "agreement_every": _("Mesi fra le rate"),
    "agreement_free_months": _("Mesi gratuiti"),
    "agreement_first_year": _("Canone del primo anno"),
    "agreement_indexed": _("Parte dell’indice"),
    "agreement_incentive": _("Incentivo al proprietario"),
    "agreement_conditions": _("Condizioni"),
    "agreement_activity_days": _("Giorni per cominciare"),
    "agreement_ground_text": _("Atto o ragione"),
    "agreement_rent": _("Canone all’anno"),
}
SENTENCES = {
    "boundaries_imported": _("ha importato i confini di %(subject)s"),
    "space_imported": _("ha importato lo spazio %(subject)s"),
    "space_changed": _("ha aggiornato lo spazio %(subject)s"),
    "space_verified": _("ha verificato lo spazio %(subject)s"),
    "space_withdrawn": _("ha tolto dal censimento lo spazio %(subject)s"),
    "space_in_call": _("ha messo in un bando lo spazio %(subject)s"),
    "space_out_of_call": _("ha rimesso fra quelli disponibili lo spazio %(subject)s, finito il bando"),
    "space_confirmed": _("ha avuto dal proprietario la conferma dello spazio %(subject)s"),
    "space_asked": _("ha chiesto al proprietario di confermare lo spazio %(subject)s"),
    "space_file_added": _("ha aggiunto un file allo spazio %(subject)s"),
    "space_file_removed": _("ha tolto un file dallo spazio %(subject)s"),
    "space_entered": _("ha inserito lo spazio %(subject)s"),
    "visits_opened": _("ha aperto turni di visita per lo spazio %(subject)s"),
    "visit_turn_cancelled": _("ha annullato un turno di visita dello spazio %(subject)s"),
    "visit_booked": _("ha prenotato la visita %(subject)s"),
    "visit_given_up": _("ha disdetto la visita %(subject)s"),
    "visit_attended": _("ha scritto che l’impresa è venuta alla visita %(subject)s"),
    "visit_missed": _("ha scritto che l’impresa non è venuta alla visita %(subject)s"),
    "visit_certified": _("ha rilasciato il certificato della visita %(subject)s"),
    "visit_made_compulsory": _("ha chiesto in un bando il certificato di visita dello spazio %(subject)s"),
    "visit_made_voluntary": _("non chiede più il certificato di visita dello spazio %(subject)s"),
    "space_report_filed": _("ha ricevuto la segnalazione sugli spazi %(subject)s"),
    "space_report_answered": _("ha risposto alla segnalazione sugli spazi %(subject)s"),
    "space_state_set": _("ha cambiato, per un accordo, lo stato dello spazio %(subject)s"),
    "agreement_drafted": _("ha preparato l’accordo %(subject)s"),
    "agreement_terms_saved": _("ha scritto le condizioni dell’accordo %(subject)s"),
    "agreement_terms_closed": _("ha chiuso le condizioni dell’accordo %(subject)s"),
    "agreement_terms_reopened": _("ha riaperto le condizioni dell’accordo %(subject)s"),
    "agreement_dropped": _("ha lasciato l’accordo %(subject)s"),
    "agreement_aid_checked": _("ha controllato l’aiuto di Stato dell’accordo %(subject)s"),
    "agreement_signed": _("ha registrato la firma dell’accordo %(subject)s"),
    "agreement_handed_over": _("ha consegnato lo spazio dell’accordo %(subject)s"),
    "agreement_started": _("ha registrato l’inizio dell’accordo %(subject)s"),
    "agreement_renewed": _("ha rinnovato l’accordo %(subject)s"),
    "agreement_ended": _("ha registrato la fine dell’accordo %(subject)s"),
    "agreement_terminated": _("ha chiuso prima l’accordo %(subject)s"),
    "agreement_works_planned": _("ha scritto i lavori dell’accordo %(subject)s"),
    "agreement_works_approved": _("ha approvato il preventivo dei lavori dell’accordo %(subject)s"),
    "agreement_works_done": _("ha registrato la fine dei lavori dell’accordo %(subject)s"),
    "agreement_works_tested": _("ha registrato il collaudo dei lavori dell’accordo %(subject)s"),
    "agreement_deposit_lodged": _("ha ricevuto il deposito dell’accordo %(subject)s"),
    "agreement_deposit_released": _("ha restituito il deposito dell’accordo %(subject)s"),
    "agreement_rent_paid": _("ha registrato il pagamento di una rata dell’accordo %(subject)s"),
    "agreement_payment_undone": _("ha annullato il pagamento di una rata dell’accordo %(subject)s"),
    "agreement_index_recorded": _("ha aggiornato con l’indice il canone dell’accordo %(subject)s"),
    "agreement_checked": _("ha fatto il controllo annuale dell’accordo %(subject)s"),
    "agreement_file_added": _("ha aggiunto un documento all’accordo %(subject)s"),
    "plan_observation_filed": _("ha ricevuto l’osservazione sul piano %(subject)s"),
    "plan_observation_taken": _("ha preso in carico l’osservazione sul piano %(subject)s"),
    "plan_observation_forwarded": _("ha inoltrato l’osservazione sul piano %(subject)s"),
    "plan_observation_answered": _("ha risposto all’osservazione sul piano %(subject)s"),
    "plan_observation_dismissed": _("ha chiuso, perché non riguarda il piano, l’osservazione %(subject)s"),
    "table_uploaded": _("ha caricato la tabella %(subject)s"),
    "columns_settled": _("ha corretto le colonne della tabella %(subject)s"),
    "table_written": _("ha importato la tabella %(subject)s"),
    "table_given_up": _("ha lasciato la tabella %(subject)s"),
}
FIELDS = {
    **TERM_FIELDS,
    "agreement_code": _("Accordo"),
    "agreement_kind": _("Tipo di accordo"),
    "agreement_aid_equivalent": _("Equivalente sovvenzione lordo"),
    "agreement_aid_verdict": _("Esito del controllo"),
    "agreement_aid_received": _("Aiuti già ricevuti"),
    "agreement_extract": _("Visura"),
    "agreement_contract_number": _("Contratto"),
    "agreement_signed_on": _("Firmato il"),
    "agreement_handed_over_on": _("Consegnato il"),
    "agreement_meters": _("Contatori"),
    "agreement_active_on": _("Cominciato il"),
    "agreement_closed_on": _("Chiuso il"),
    "agreement_works": _("Lavori"),
    "agreement_estimate": _("Preventivo"),
    "agreement_amount": _("Importo"),
    "agreement_how": _("Come"),
    "agreement_done_on": _("Finiti il"),
    "agreement_set_off": _("Si sconta dal canone"),
    "agreement_kept": _("Trattenuti"),
    "agreement_instalment": _("Rata"),
    "agreement_paid_on": _("Pagata il"),
    "agreement_contract_year": _("Anno del contratto"),
    "agreement_percent": _("Variazione"),
    "agreement_outcome": _("Esito"),
    "agreement_file": _("Che cos’è"),
    "agreement_because": _("Perché"),
    "agreement_source": _("Indice e mese"),
    "agreement_caption": _("Descrizione"),
    "observer": _("Chi la scrive"),
    "observation_state": _("Stato"),
    "title": _("Titolo"),
    "forwarded_to": _("A chi"),
    "reported": _("Che cosa segnala"),
    "error_topic": _("Che cosa non va"),
    "report_state": _("Esito"),
    "answer": _("Risposta"),
    "import_kind": _("Che cosa contiene"),
    "columns": _("Colonne corrette"),
    "created_rows": _("Righe nuove"),
    "updated_rows": _("Righe aggiornate"),
    "left_rows": _("Righe con errori"),
    **words.FACTS,
    **words.PLACE_FACTS,
    "notes": _("Note"),
    "source": _("Fonte"),
    "confirmed_on": _("Confermato il"),
    "turns": _("Turni"),
    "first_turn": _("Turno"),
    "capacity": _("Imprese per turno"),
    "because": _("Perché"),
    "call_question": _("Bando e domanda"),
    "file_kind": _("Che cosa"),
    "caption": _("Che cosa si vede"),
    "code": _("Codice"),
    "verified_on": _("Visto il"),
    "verified_how": _("Come"),
    "withdrawn_because": _("Perché"),
}
VALUES = {
    **{("observer", code): word for code, word in plan_observations.OBSERVERS.items()},
    **{("observation_state", code): word for code, word in plan_observations.STATES.items()},
    **{("agreement_kind", code.value): word for code, word in agreement_words.KINDS.items()},
    **{("agreement_aid_verdict", code.value): word for code, word in agreement_words.VERDICTS.items()},
    **{("agreement_outcome", code.value): word for code, word in agreement_words.CHECKS.items()},
    **{("agreement_file", code.value): word for code, word in agreement_words.FILES.items()},
    **{("agreement_tenant_kind", code.value): word for code, word in agreement_words.TENANTS.items()},
    **{("reported", code.value): word for code, word in KINDS.items()},
    **{("error_topic", code.value): word for code, word in TOPICS.items()},
    ("report_state", "waiting"): _("Da rispondere"),
    ("report_state", "accepted"): _("Accolta"),
    ("report_state", "refused"): _("Non accolta"),
    ("import_kind", "spaces"): _("Spazi"),
    ("import_kind", "organisations"): _("Imprese"),
    **{("current_use", code.value): word for code, word in words.CURRENT_USES.items()},
    **{("permitted_use", code.value): word for code, word in words.PERMITTED_USES.items()},
    **{("use_class", code.value): word for code, word in words.USE_CLASSES.items()},
    **{("emissions", code.value): word for code, word in words.EMISSIONS.items()},
    **{("acoustic_class", str(number)): word for number, word in words.ACOUSTIC_CLASSES.items()},
    **{("file_kind", code.value): word for code, word in words.FILE_KINDS.items()},
    **{("condition", code.value): word for code, word in words.CONDITIONS.items()},
    **{("owner_kind", code.value): word for code, word in words.OWNER_KINDS.items()},
    **{("accessibility", code.value): word for code, word in words.ACCESS.items()},
    **{("state", code.value): word for code, word in words.STATES.items()},
}


def _money(text: str) -> str:
    try:
        return money_text(Decimal(text))
    except InvalidOperation:
        return text


def _day(text: str) -> str:
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text


MONEY = (
    "agreement_market_rent", "agreement_start_rent", "agreement_first_year", "agreement_incentive", "agreement_rent",
    "agreement_aid_equivalent", "agreement_aid_received", "agreement_estimate", "agreement_amount", "agreement_set_off",
    "agreement_kept", "works_estimate", "base_rent", "market_rent",
)  # fmt: skip
DAYS = (
    "agreement_starts_on", "agreement_signed_on", "agreement_handed_over_on", "agreement_active_on", "agreement_closed_on",
    "agreement_done_on", "agreement_paid_on", "confirmed_on", "verified_on", "consent_on", "vacant_since", "available_from",
    "surveyed_on",
)  # fmt: skip
READERS = {**dict.fromkeys(MONEY, _money), **dict.fromkeys(DAYS, _day)}
