"""The words of the legal parameters: what each number is, and in which unit it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manifattura.kernel.parameters import Parameter
from manifattura.ui.formats import money_text


@dataclass(frozen=True)
class Words:
    label: Promise
    unit: str
    """`minutes`, `hours`, `days`, `months`, `years`, `money`, `percent`, `people`, `season`, `yes_no`."""


def _w(label: Promise, unit: str) -> Words:
    return Words(label, unit)


WORDS: Mapping[str, Words] = {
    "procedure.default_days": _w(gettext_lazy("Termine del procedimento se il bando non decide"), "days"),
    "procedure.usual_max_days": _w(gettext_lazy("Termine del procedimento: di solito non più di"), "days"),
    "remedy.default_days": _w(gettext_lazy("Risposta a una richiesta di integrazione"), "days"),
    "remedy.suspension_max_days": _w(gettext_lazy("Sospensione per integrazione: al massimo"), "days"),
    "refusal_notice.days": _w(gettext_lazy("Osservazioni al preavviso di rigetto"), "days"),
    "refusal_notice.resume_days": _w(gettext_lazy("Ripresa dopo le osservazioni al preavviso"), "days"),
    "acceptance.default_days": _w(gettext_lazy("Accettazione del contributo o del posto"), "days"),
    "register.expiry_notice_days": _w(
        gettext_lazy("Avviso prima della fine dell’iscrizione in un elenco"), "days"
    ),
    "amendment.more_days": _w(
        gettext_lazy("Giorni in più quando cambiano le regole di un bando aperto"), "days"
    ),
    "outage.minutes": _w(gettext_lazy("Un’interruzione si registra da"), "minutes"),
    "outage.refused_percent": _w(
        gettext_lazy("Un minuto conta come interruzione se il sito, pieno, rifiuta degli invii almeno il"),
        "percent",
    ),
    "late_ticket.window_minutes": _w(
        gettext_lazy("Chi il sito pieno rifiuta riceve un biglietto negli ultimi"), "minutes"
    ),
    "late_ticket.minutes": _w(gettext_lazy("Il biglietto vale dopo la scadenza per"), "minutes"),
    "outage.hours_before_deadline": _w(
        gettext_lazy("Un’interruzione fa proporre una proroga se cade nelle ultime"), "hours"
    ),
    "access.days": _w(gettext_lazy("Accesso agli atti"), "days"),
    "access.counter_interested_days": _w(gettext_lazy("Opposizione dei controinteressati"), "days"),
    "generalised_access.days": _w(gettext_lazy("Accesso civico generalizzato"), "days"),
    "appeal.court_days": _w(gettext_lazy("Ricorso al tribunale amministrativo"), "days"),
    "appeal.president_days": _w(gettext_lazy("Ricorso straordinario al Presidente della Repubblica"), "days"),
    "appeal.suspension": _w(gettext_lazy("Giorni dell’anno che non contano per ricorrere"), "season"),
    "appeal.suspension_of_president": _w(
        gettext_lazy("Quei giorni non contano nemmeno per il ricorso straordinario"), "yes_no"
    ),
    "albo.days": _w(gettext_lazy("Pubblicazione all’albo pretorio"), "days"),
    "de_minimis.ceiling": _w(gettext_lazy("Massimale de minimis"), "money"),
    "de_minimis.years": _w(gettext_lazy("Finestra de minimis"), "years"),
    "transparency.threshold": _w(gettext_lazy("Soglia di pubblicazione dei contributi"), "money"),
    "transparency.years": _w(gettext_lazy("Durata della pubblicazione"), "years"),
    "antimafia.threshold": _w(gettext_lazy("Soglia dell’informazione antimafia"), "money"),
    "withholding.percent": _w(gettext_lazy("Ritenuta sui contributi alle imprese"), "percent"),
    "stamp_duty.amount": _w(gettext_lazy("Imposta di bollo"), "money"),
    "sample_check.percent": _w(gettext_lazy("Dichiarazioni da controllare a campione"), "percent"),
    "retention.drafts_months": _w(gettext_lazy("Conservazione: bozze mai inviate"), "months"),
    "retention.not_admitted_months": _w(
        gettext_lazy("Conservazione: domande ritirate o non ammesse"), "months"
    ),
    "retention.not_funded_months": _w(
        gettext_lazy("Conservazione: domande senza contributo né posto"), "months"
    ),
    "retention.funded_months": _w(
        gettext_lazy("Conservazione: domande con contributo o posto, o iscritte"), "months"
    ),
    "retention.messages_months": _w(gettext_lazy("Conservazione: messaggi"), "months"),
    "retention.samples_months": _w(gettext_lazy("Conservazione: note dei controlli"), "months"),
    "retention.access_months": _w(gettext_lazy("Conservazione: richieste di accesso"), "months"),
    "retention.readings_months": _w(gettext_lazy("Conservazione: registro delle letture"), "months"),
    "retention.sign_ins_months": _w(gettext_lazy("Conservazione: registro degli accessi"), "months"),
    "retention.list_days": _w(gettext_lazy("Un elenco di scarto si esegue entro"), "days"),
    "workplace.floor_per_person": _w(gettext_lazy("Luoghi di lavoro: metri quadrati per persona"), "people"),
    "workplace.volume_per_person": _w(gettext_lazy("Luoghi di lavoro: metri cubi per persona"), "people"),
    "rent_cut.recovery_most": _w(
        gettext_lazy("Canone: enti e non profit che recuperano lo spazio, in meno fino al"), "percent"
    ),
    "rent_cut.guard": _w(
        gettext_lazy("Canone: imprese in periferia che recuperano lo spazio, in meno il"), "percent"
    ),
    "rent_cut.frail": _w(gettext_lazy("Canone: lavoro di persone fragili, punti in più"), "percent"),
    "rent_cut.periphery": _w(gettext_lazy("Canone: quartieri periferici, punti in più"), "percent"),
    "rent_cut.add_for_profit": _w(
        gettext_lazy("Canone: i punti in più valgono anche per le imprese"), "yes_no"
    ),
    "rent_offset.most_months": _w(gettext_lazy("Opere a scomputo: al massimo il canone di"), "months"),
    "rent_deposit.months": _w(gettext_lazy("Deposito cauzionale: canone di"), "months"),
    "lease.notice_months": _w(gettext_lazy("Locazione: disdetta prima della fine"), "months"),
    "space.activity_days": _w(gettext_lazy("Spazi: l’attività comincia dalla consegna entro"), "days"),
    "space_rent.late_months": _w(gettext_lazy("Spazi: diffida se il canone è in ritardo di"), "months"),
    "state_aid.discount_rate": _w(gettext_lazy("Tasso per attualizzare gli aiuti"), "percent"),
    "sme.micro.people": _w(gettext_lazy("Microimpresa: meno di (persone)"), "people"),
    "sme.micro.turnover": _w(gettext_lazy("Microimpresa: fatturato fino a"), "money"),
    "sme.micro.balance": _w(gettext_lazy("Microimpresa: bilancio fino a"), "money"),
    "sme.small.people": _w(gettext_lazy("Piccola impresa: meno di (persone)"), "people"),
    "sme.small.turnover": _w(gettext_lazy("Piccola impresa: fatturato fino a"), "money"),
    "sme.small.balance": _w(gettext_lazy("Piccola impresa: bilancio fino a"), "money"),
    "sme.medium.people": _w(gettext_lazy("Media impresa: meno di (persone)"), "people"),
    "sme.medium.turnover": _w(gettext_lazy("Media impresa: fatturato fino a"), "money"),
    "sme.medium.balance": _w(gettext_lazy("Media impresa: bilancio fino a"), "money"),
}


def label_of(parameter: Parameter) -> str:
    """What the number is; a parameter of another city's profile is named by its source."""
    words = WORDS.get(parameter.key)
    return str(words.label) if words else parameter.source


def unit_of(key: str) -> str:
    words = WORDS.get(key)
    return words.unit if words else ""


def value_text(parameter: Parameter) -> str:
    """The value as a person reads it."""
    unit, value = unit_of(parameter.key), parameter.value
    if unit == "money" and isinstance(value, Decimal):
        return money_text(value, "round")
    if unit == "percent":
        return f"{value}%".replace(".", ",")
    if unit == "yes_no":
        return _("sì") if value else _("no")
    if unit == "days":
        return ngettext("%(n)s giorno", "%(n)s giorni", parameter.count) % {"n": value}
    if unit == "minutes":
        return ngettext("%(n)s minuto", "%(n)s minuti", parameter.count) % {"n": value}
    if unit == "hours":
        return ngettext("%(n)s ora", "%(n)s ore", parameter.count) % {"n": value}
    if unit == "months":
        return ngettext("%(n)s mese", "%(n)s mesi", parameter.count) % {"n": value}
    if unit == "years":
        return ngettext("%(n)s anno", "%(n)s anni", parameter.count) % {"n": value}
    if unit == "season" and value:
        first, last = (part.split("-") for part in str(value).split("/"))
        return f"{int(first[1])}/{int(first[0])} – {int(last[1])}/{int(last[0])}"
    return str(value)
