"""The words of agreements: kinds, grounds, cuts with their reasons, why an instalment is what it is, what the check says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manifattura.ui.formats import group

from ..domain.agreement_files import AgreementFileKind, CheckOutcome
from ..domain.agreements import AgreementKind, Ground
from ..domain.aid_in_kind import BenefitKind, Verdict
from ..domain.rent import CutReason, CutRule, TenantKind
from ..domain.rent_schedule import LineReason, OffsetReason

if TYPE_CHECKING:
    from decimal import Decimal

    from ..models import Agreement

KINDS: dict[AgreementKind, Promise] = {
    AgreementKind.LEASE: gettext_lazy("Locazione"),
    AgreementKind.CONCESSION: gettext_lazy("Concessione d’uso"),
    AgreementKind.FREE_LOAN: gettext_lazy("Comodato gratuito"),
    AgreementKind.TEMPORARY: gettext_lazy("Uso temporaneo"),
    AgreementKind.OWNER_PACT: gettext_lazy("Accordo con il proprietario"),
}
GROUNDS: dict[Ground, Promise] = {
    Ground.AWARD: gettext_lazy("Lotto di un bando"),
    Ground.NOTICE: gettext_lazy("Avviso pubblico"),
    Ground.DIRECT: gettext_lazy("Assegnazione diretta"),
    Ground.OWNER: gettext_lazy("Proposta del proprietario"),
    Ground.RENEWAL: gettext_lazy("Rinnovo"),
}
TENANTS: dict[TenantKind, Promise] = {
    TenantKind.FOR_PROFIT: gettext_lazy("Impresa"),
    TenantKind.NON_PROFIT: gettext_lazy("Ente non profit"),
    TenantKind.PUBLIC_BODY: gettext_lazy("Ente pubblico"),
}
CUTS: dict[CutRule, Promise] = {
    CutRule.RECOVERY: gettext_lazy("Enti pubblici e non profit che recuperano lo spazio"),
    CutRule.GUARD: gettext_lazy("Imprese che recuperano a loro spese uno spazio in periferia"),
    CutRule.FRAIL: gettext_lazy("Lavoro di persone fragili"),
    CutRule.PERIPHERY: gettext_lazy("Quartiere periferico o svantaggiato"),
}
CUT_REASONS: dict[CutReason, Promise] = {
    CutReason.APPLIES: gettext_lazy("Si applica"),
    CutReason.OTHER_KIND: gettext_lazy("No: è per altri tipi di assegnatario"),
    CutReason.NO_RECOVERY: gettext_lazy("No: non c’è un progetto di recupero"),
    CutReason.NOT_PERIPHERY: gettext_lazy("No: il quartiere non è periferico"),
    CutReason.NOT_ASKED: gettext_lazy("No: non è previsto"),
    CutReason.NOTHING_TO_ADD_TO: gettext_lazy("No: si somma a un’altra riduzione, e qui non c’è"),
    CutReason.NOT_FOR_PROFIT: gettext_lazy("No: si somma solo alla riduzione di enti pubblici e non profit"),
}
LINES: dict[LineReason, Promise] = {
    LineReason.PLAIN: gettext_lazy("Canone del contratto"),
    LineReason.FREE: gettext_lazy("Periodo gratuito"),
    LineReason.PARTLY_FREE: gettext_lazy("In parte gratuito"),
    LineReason.FIRST_YEAR: gettext_lazy("Canone del primo anno"),
    LineReason.INDEXED: gettext_lazy("Canone aggiornato con l’indice"),
}
OFFSETS: dict[OffsetReason, Promise] = {
    OffsetReason.NOT_APPROVED: gettext_lazy("Il preventivo aspetta l’approvazione dell’ufficio tecnico."),
    OffsetReason.NOT_TESTED: gettext_lazy("Si comincia a scontare dopo il collaudo."),
    OffsetReason.WHOLE: gettext_lazy("Si sconta tutto il costo collaudato."),
    OffsetReason.BY_ESTIMATE: gettext_lazy("Si sconta fino al preventivo approvato."),
    OffsetReason.BY_CEILING: gettext_lazy("Si sconta fino al tetto in mesi di canone."),
}
BENEFITS: dict[BenefitKind, Promise] = {
    BenefitKind.BELOW_MARKET: gettext_lazy("Canone sotto il mercato"),
    BenefitKind.FREE_PERIOD: gettext_lazy("Mesi gratuiti"),
    BenefitKind.MONEY: gettext_lazy("Incentivo in denaro"),
}
VERDICTS: dict[Verdict, Promise] = {
    Verdict.NO_BENEFIT: gettext_lazy("Nessun vantaggio: il canone non è sotto il mercato"),
    Verdict.NO_UNDERTAKING: gettext_lazy("Non è un aiuto: l’attività non è economica"),
    Verdict.FITS: gettext_lazy("Sta nel massimale de minimis"),
    Verdict.EXCEEDS: gettext_lazy("Supera il massimale de minimis: così non si firma"),
    Verdict.OTHER_REGIME: gettext_lazy("Aiuto secondo un altro regime"),
}
FILES: dict[AgreementFileKind, Promise] = {
    AgreementFileKind.CONTRACT: gettext_lazy("Contratto"),
    AgreementFileKind.HANDOVER: gettext_lazy("Verbale di consegna"),
    AgreementFileKind.PHOTO: gettext_lazy("Fotografia"),
    AgreementFileKind.ESTIMATE: gettext_lazy("Preventivo dei lavori"),
    AgreementFileKind.TESTS: gettext_lazy("Collaudo"),
    AgreementFileKind.OTHER: gettext_lazy("Altro"),
}
CHECKS: dict[CheckOutcome, Promise] = {
    CheckOutcome.GOOD: gettext_lazy("Tutto in ordine"),
    CheckOutcome.TO_MEND: gettext_lazy("Qualcosa da sistemare"),
    CheckOutcome.BREACH: gettext_lazy("Un obbligo non è rispettato"),
}


def kind_text(agreement: Agreement) -> str:
    """As people say it: a lease of 6+6 years."""
    return (
        f"{KINDS[AgreementKind(agreement.kind)]}, {length_text(agreement.months, agreement.renewal_months)}"
    )


def length_text(months: int, more: int = 0) -> str:
    """Years where they are whole."""
    if months % 12 or more % 12:
        text = ngettext("%(n)s mese", "%(n)s mesi", months) % {"n": months}
        return text + (f" + {more}" if more else "")
    years = months // 12
    if more:
        return _("%(first)s+%(more)s anni") % {"first": years, "more": more // 12}
    return ngettext("%(n)s anno", "%(n)s anni", years) % {"n": years}


def party_text(agreement: Agreement) -> str:
    """For the office."""
    return agreement.organisation.name if agreement.organisation else agreement.party_name


def public_party(agreement: Agreement) -> str:
    """Firms and bodies by name; a private owner who is a person is not named (D.Lgs 33/2013 art. 7-bis)."""
    return agreement.party_public or _("Proprietario privato")


def percent_text(value: Decimal) -> str:
    """Without zeros that say nothing."""
    places = next(places for places in (0, 1, 2) if places == 2 or value == round(value, places))
    return f"{group(value, places)}%"
