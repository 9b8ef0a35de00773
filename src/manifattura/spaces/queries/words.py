"""The words for the codes of the census."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.words import Accessibility, Condition, CurrentUse, OwnerKind, PermittedUse, SpaceState

STATES: dict[SpaceState, Promise] = {
    SpaceState.REPORTED: _("Segnalato"),
    SpaceState.VERIFIED: _("Verificato"),
    SpaceState.WITHDRAWN: _("Tolto dal censimento"),
}
CURRENT_USES: dict[CurrentUse, Promise] = {
    CurrentUse.VACANT: _("Vuoto"),
    CurrentUse.STORAGE: _("Deposito"),
    CurrentUse.PARTLY_USED: _("Usato in parte"),
    CurrentUse.TEMPORARY: _("Uso temporaneo"),
    CurrentUse.DISUSED: _("Dismesso"),
}
PERMITTED_USES: dict[PermittedUse, Promise] = {
    PermittedUse.CRAFT: _("Laboratorio artigianale"),
    PermittedUse.LIGHT_PRODUCTION: _("Produttivo leggero"),
    PermittedUse.RETAIL: _("Commerciale"),
    PermittedUse.MIXED: _("Misto"),
    PermittedUse.OFFICE: _("Ufficio"),
    PermittedUse.DEPOT: _("Deposito"),
    PermittedUse.UNDECIDED: _("Da definire"),
}
CONDITIONS: dict[Condition, Promise] = {
    Condition.EXCELLENT: _("Ottimo"),
    Condition.GOOD: _("Buono"),
    Condition.FAIR: _("Discreto"),
    Condition.TO_RESTORE: _("Da ristrutturare"),
    Condition.POOR: _("Pessimo"),
}
OWNER_KINDS: dict[OwnerKind, Promise] = {
    OwnerKind.CITY: _("Comune"),
    OwnerKind.OTHER_PUBLIC: _("Altro ente pubblico"),
    OwnerKind.PUBLIC_HOUSING: _("Edilizia pubblica"),
    OwnerKind.PRIVATE: _("Privato"),
    OwnerKind.FOUNDATION: _("Fondazione o ente religioso"),
}
ACCESS: dict[Accessibility, Promise] = {
    Accessibility.FULL: _("Sì"),
    Accessibility.PARTIAL: _("In parte"),
    Accessibility.NONE: _("No"),
}
FACTS: dict[str, Promise] = {
    "net_m2": _("Superficie netta"),
    "gross_m2": _("Superficie lorda"),
    "floor": _("Piano"),
    "clear_height_m": _("Altezza utile"),
    "floor_load_kg": _("Portata del solaio"),
    "power_kw": _("Potenza elettrica"),
    "three_phase": _("Corrente trifase"),
    "gas": _("Gas"),
    "water": _("Acqua"),
    "loading_bay": _("Carico e scarico"),
    "lift": _("Montacarichi"),
    "door_width_m": _("Larghezza dell’ingresso"),
    "current_use": _("Uso di oggi"),
    "permitted_use": _("Uso ammesso"),
    "condition": _("Stato di conservazione"),
    "accessibility": _("Accessibile a tutti"),
    "works_estimate": _("Stima dei lavori"),
    "cadastral": _("Dati catastali"),
    "cadastral_class": _("Categoria catastale"),
    "energy_class": _("Classe energetica"),
    "owner_kind": _("Proprietà"),
    "owner_name": _("Proprietario"),
    "base_rent": _("Canone all’anno"),
    "market_rent": _("Canone di mercato all’anno"),
    "vacant_since": _("Vuoto dal"),
    "available_from": _("Disponibile dal"),
    "surveyed_on": _("Rilevato il"),
}
