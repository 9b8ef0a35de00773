"""Begin an agreement (from a lot won, on another ground, to renew one) and write its terms while it is a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.accounts.queries.offices import offices_for
from manifattura.calls.queries.target_areas import named_areas
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.ids import readable_code
from manifattura.kernel.parameters import legal_parameter
from manifattura.organisations.domain.kinds import ParticipantKind

from ..domain.agreements import USUAL_MONTHS, AgreementKind, AgreementState, Ground
from ..domain.import_rules import space_identity
from ..domain.owners import ASKED
from ..domain.rent import TenantKind
from ..domain.sharing import equal_part, share_of
from ..domain.words import PUBLIC
from ..models import Agreement, Space
from ..permissions import may_keep_census
from .take_step import locked, needs, record, refuse_before, refuse_crowding

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.evaluation.queries.lot_awards import LotAward
    from manifattura.organisations.models import Organisation

CODE_LENGTH = 8
TERMS = (
    "purpose", "part_m2", "starts_on", "months", "renewal_months", "market_rent", "start_rent", "tenant_kind", "economic",
    "recovers", "granted_percent", "frail", "periphery", "every", "free_months", "first_year", "indexed",
    "incentive", "conditions", "activity_days", "ground_text",
)  # fmt: skip
COPIED = tuple(key for key in TERMS if key not in ("starts_on", "free_months", "first_year", "ground_text"))
PERIPHERY = "periphery"


def draft_from_award(*, award: LotAward, by: Person) -> Agreement:
    """From a lot that the final ranking gives: space, firm and offer come from there. Raises `Refused`."""
    key = space_identity({"code": award.lot.space})
    space = Space.objects.filter(code_key=key).first() if key else None
    if space is None:
        raise Refused(_("Il lotto non è collegato a una scheda del censimento: scrivi il codice nel bando."))
    return _begin(
        Agreement(
            kind=AgreementKind.LEASE,
            ground=Ground.AWARD,
            ground_text=_("{call}, {lot}. Atto {act}").format(
                call=award.call.title, lot=award.lot.title, act=award.act_number
            ),
            space=space,
            organisation=award.application.lead,
            call=award.call,
            lot_key=award.lot.key,
            application=award.application,
            office=award.call.office,
            renewal_months=USUAL_MONTHS[AgreementKind.LEASE],
            start_rent=_starting_rent(award),
            part_m2=equal_part(space.net_m2, award.lot.places),
        ),
        by,
    )


def _starting_rent(award: LotAward) -> Decimal | None:
    """What was offered; the base where no offer is asked; nothing where what is asked is a price of the city."""
    if award.lot.falls:
        return None
    return award.offer if award.offer is not None else award.lot.base


def draft_agreement(
    *,
    space: Space,
    kind: AgreementKind,
    ground: Ground,
    ground_text: str,
    organisation: Organisation | None,
    by: Person,
) -> Agreement:
    """On another ground, always stated. With an owner nobody need be registered. Raises `Refused` beside the field."""
    text = needs(ground_text, _("Scrivi l’atto o la ragione: è pubblica."), "ground_text")
    pact = kind is AgreementKind.OWNER_PACT
    if pact != (ground is Ground.OWNER):
        raise Refused(
            _("La proposta del proprietario va con l’accordo con il proprietario, e solo con quello."),
            field="ground",
        )
    if pact and space.owner_kind not in ASKED:
        raise Refused(_("Questo spazio non è di un privato: guarda la parte «Proprietà»."), field="kind")
    if organisation is None and not pact:
        raise Refused(_("Scegli con chi si fa l’accordo."), field="fiscal_code")
    offices = offices_for(by)
    if not offices:
        raise PermissionRefused
    return _begin(
        Agreement(
            kind=kind,
            ground=ground,
            ground_text=text,
            space=space,
            organisation=organisation,
            party_name="" if organisation else space.owner_name or _("Proprietario dello spazio"),
            office=offices[0],
            start_rent=space.base_rent,
            renewal_months=USUAL_MONTHS[kind] if kind is AgreementKind.LEASE else 0,
        ),
        by,
    )


def draft_renewal(*, agreement: Agreement, by: Person) -> Agreement:
    """The next agreement with the same tenant: a new benefit, so a new check; the first goes on until this one starts."""
    if agreement.state != AgreementState.ACTIVE or agreement.ends_on is None:
        raise Refused(_("Si rinnova un accordo attivo."))
    new = Agreement(
        kind=agreement.kind,
        ground=Ground.RENEWAL,
        ground_text=_("Rinnovo dell’accordo {code}, contratto {number}").format(
            code=agreement.code, number=agreement.contract_number
        ),
        space=agreement.space,
        organisation=agreement.organisation,
        party_name=agreement.party_name,
        office=agreement.office,
        renews=agreement,
        starts_on=agreement.ends_on + timedelta(days=1),
        **{key: getattr(agreement, key) for key in COPIED},
    )
    new.months, new.renewal_months = agreement.renewal_months or agreement.months, 0
    return _begin(new, by)


def _begin(new: Agreement, by: Person) -> Agreement:
    if not may_keep_census(by):
        raise PermissionRefused
    space = new.space
    if space.state not in PUBLIC:
        raise Refused(_("Lo spazio non è verificato: prima verificalo."), field="kind")
    new.code, new.created_by, new.is_sample = readable_code(CODE_LENGTH), by, space.is_sample
    if new.ground != Ground.RENEWAL:
        new.months = USUAL_MONTHS[AgreementKind(new.kind)]
        new.market_rent = share_of(space.market_rent, new.part_m2, space.net_m2)
        new.periphery = _is_peripheral(space)
        new.activity_days = legal_parameter("space.activity_days", today()).count
        if new.organisation is not None and new.organisation.kind == ParticipantKind.NON_PROFIT:
            new.tenant_kind = TenantKind.NON_PROFIT
    try:
        with transaction.atomic():
            refuse_crowding(new)
            new.save(force_insert=True)
            record("agreement_drafted", new, by, kind=new.kind, ground_text=new.ground_text)
    except IntegrityError:
        # a colleague began the same one at this very moment
        raise Refused(_("Per questo c’è già un accordo: cercalo nell’elenco.")) from None
    return new


def _is_peripheral(space: Space) -> bool:
    return any(space.nil_id in one.area.nils for one in named_areas() if one.key == PERIPHERY)


def save_terms(*, agreement: Agreement, values: Mapping[str, Any], seen: str, by: Person) -> Agreement:
    """Write the terms of a draft: every key of `TERMS`. Raises `Refused` beside the field, `Conflict`."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state != AgreementState.DRAFT:
            raise Refused(_("Le condizioni sono chiuse: riaprile, poi cambiale."))
        before = {key: getattr(stored, key) for key in TERMS}
        for key in TERMS:
            setattr(stored, key, values[key])
        refuse_contradictions(stored)
        refuse_crowding(stored)
        stored.save()
        changed = {key: values[key] for key in TERMS if values[key] != before[key]}
        if changed:
            record("agreement_terms_saved", stored, by, **changed)
    return stored


def refuse_contradictions(stored: Agreement) -> None:
    """What cannot stand together, beside the field that is wrong."""
    least = Decimal(0)
    if stored.kind == AgreementKind.FREE_LOAN and stored.tenant_kind == TenantKind.FOR_PROFIT:
        raise Refused(
            _("Il comodato gratuito è per enti pubblici e non profit: scegli un altro tipo di accordo."),
            field="tenant_kind",
        )
    if stored.free_months > stored.months:
        raise Refused(_("I mesi gratuiti sono più della durata."), field="free_months")
    if stored.kind != AgreementKind.OWNER_PACT and (stored.incentive or least) > least:
        raise Refused(_("L’incentivo è per i proprietari privati."), field="incentive")
    if stored.renews is not None and stored.starts_on is not None:
        first: date | None = stored.renews.ends_on
        refuse_before(stored.starts_on, first, "starts_on")
