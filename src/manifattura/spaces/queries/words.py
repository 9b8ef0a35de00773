"""The words for the codes of the census."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.activities import Noise, Process
from ..domain.expiry import Freshness
from ..domain.sections import Section
from ..domain.words import (
    Accessibility,
    Condition,
    CurrentUse,
    Emissions,
    FileKind,
    OwnerKind,
    PermittedUse,
    SpaceState,
    UseClass,
)

STATES: dict[SpaceState, Promise] = {
    SpaceState.REPORTED: _("Segnalato"),
    SpaceState.VERIFIED: _("Verificato"),
    SpaceState.IN_CALL: _("In bando"),
    SpaceState.ASSIGNED: _("Assegnato"),
    SpaceState.IN_USE: _("In uso"),
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
USE_CLASSES: dict[UseClass, Promise] = {
    UseClass.PRODUCTIVE: _("Produttiva e direzionale"),
    UseClass.RETAIL: _("Commerciale"),
    UseClass.RESIDENTIAL: _("Residenziale"),
    UseClass.TOURISM: _("Turistico-ricettiva"),
    UseClass.RURAL: _("Rurale"),
}
EMISSIONS: dict[Emissions, Promise] = {
    Emissions.NONE: _("Nessuna: né fumi né polveri né odori"),
    Emissions.FILTERED: _("Solo con filtri, senza camino"),
    Emissions.PERMIT: _("Ammesse con autorizzazione"),
}
ACOUSTIC_CLASSES: dict[int, Promise] = {
    1: _("I, area protetta"),
    2: _("II, area residenziale"),
    3: _("III, area di tipo misto"),
    4: _("IV, area di intensa attività"),
    5: _("V, area prevalentemente industriale"),
    6: _("VI, area solo industriale"),
}
PROCESSES: dict[Process, Promise] = {
    Process.WOOD: _("Legno"),
    Process.METAL: _("Metallo, saldatura, officina"),
    Process.TEXTILE: _("Tessile, sartoria, pelle"),
    Process.CERAMICS: _("Ceramica e vetro"),
    Process.FOOD: _("Cibo e bevande"),
    Process.PRINTING: _("Stampa e carta"),
    Process.ELECTRONICS: _("Elettronica"),
    Process.DIGITAL: _("Stampa 3D, laser, prototipi"),
    Process.REPAIR: _("Riparazioni"),
}
NOISES: dict[Noise, Promise] = {
    Noise.QUIET: _("Poco: fuori non si sente"),
    Noise.SOME: _("Un po’: macchine leggere"),
    Noise.LOUD: _("Molto: seghe, presse, martelli"),
}
FILE_KINDS: dict[FileKind, Promise] = {FileKind.PHOTO: _("Fotografia"), FileKind.PLAN: _("Pianta")}
FRESHNESS: dict[Freshness, Promise] = {
    Freshness.FRESH: _("Dati validi"),
    Freshness.DUE: _("Da riconfermare"),
    Freshness.EXPIRED: _("Scaduta"),
}
SECTIONS: dict[Section, Promise] = {
    Section.PLACE: _("Dov’è"),
    Section.ROOM: _("Il locale"),
    Section.USES: _("Usi e limiti"),
    Section.TERMS: _("Canone e tempi"),
    Section.OWNER: _("Proprietà"),
}
PLACE_FACTS: dict[str, Promise] = {
    "name": _("Nome"),
    "address": _("Indirizzo"),
    "postal_code": _("CAP"),
    "latitude": _("Latitudine"),
    "longitude": _("Longitudine"),
    "nil_id": _("Quartiere (NIL)"),
    "municipio_id": _("Municipio"),
    "blurred": _("Posizione riservata"),
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
    "use_class": _("Categoria d’uso"),
    "change_of_use": _("Serve il cambio d’uso"),
    "acoustic_class": _("Classe acustica della zona"),
    "emissions": _("Fumi, polveri e odori"),
    "limits": _("Limiti di orario e di rumore"),
    "constraints": _("Vincoli"),
    "condition": _("Stato di conservazione"),
    "accessibility": _("Accessibile a tutti"),
    "works_needed": _("Lavori da fare"),
    "works_estimate": _("Stima dei lavori"),
    "cadastral": _("Dati catastali"),
    "cadastral_class": _("Categoria catastale"),
    "energy_class": _("Classe energetica"),
    "owner_kind": _("Proprietà"),
    "owner_name": _("Proprietario"),
    "owner_contact": _("Chi risponde per il proprietario"),
    "owner_email": _("E-mail del proprietario"),
    "owner_phone": _("Telefono del proprietario"),
    "consent_on": _("Consenso dato il"),
    "consent_how": _("Come ha dato il consenso"),
    "base_rent": _("Canone all’anno"),
    "market_rent": _("Canone di mercato all’anno"),
    "vacant_since": _("Vuoto dal"),
    "available_from": _("Disponibile dal"),
    "surveyed_on": _("Rilevato il"),
}
