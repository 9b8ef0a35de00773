"""The words that tables of offices use for the values of the census."""

from .words import Accessibility, Condition, CurrentUse, Emissions, OwnerKind, PermittedUse, UseClass

CURRENT_USES = {
    "vuoto": CurrentUse.VACANT, "sfitto": CurrentUse.VACANT, "libero": CurrentUse.VACANT,
    "non utilizzato": CurrentUse.VACANT, "inutilizzato": CurrentUse.VACANT, "vacante": CurrentUse.VACANT,
    "non locato": CurrentUse.VACANT, "non occupato": CurrentUse.VACANT,
    "deposito": CurrentUse.STORAGE, "magazzino": CurrentUse.STORAGE,
    "parzialmente utilizzato": CurrentUse.PARTLY_USED, "utilizzato in parte": CurrentUse.PARTLY_USED,
    "parzialmente occupato": CurrentUse.PARTLY_USED, "sottoutilizzato": CurrentUse.PARTLY_USED,
    "uso temporaneo": CurrentUse.TEMPORARY, "temporaneo": CurrentUse.TEMPORARY,
    "uso transitorio": CurrentUse.TEMPORARY, "occupazione temporanea": CurrentUse.TEMPORARY,
    "dismesso": CurrentUse.DISUSED, "in disuso": CurrentUse.DISUSED, "abbandonato": CurrentUse.DISUSED,
}  # fmt: skip

PERMITTED_USES = {
    "laboratorio artigianale": PermittedUse.CRAFT, "artigianale": PermittedUse.CRAFT,
    "laboratorio": PermittedUse.CRAFT, "artigianato": PermittedUse.CRAFT, "C/3": PermittedUse.CRAFT,
    "produttivo leggero": PermittedUse.LIGHT_PRODUCTION, "produttivo": PermittedUse.LIGHT_PRODUCTION,
    "manifatturiero": PermittedUse.LIGHT_PRODUCTION, "industriale": PermittedUse.LIGHT_PRODUCTION,
    "commerciale": PermittedUse.RETAIL, "negozio": PermittedUse.RETAIL, "commercio": PermittedUse.RETAIL,
    "C/1": PermittedUse.RETAIL,
    "misto": PermittedUse.MIXED, "uso misto": PermittedUse.MIXED, "promiscuo": PermittedUse.MIXED,
    "ufficio": PermittedUse.OFFICE, "direzionale": PermittedUse.OFFICE, "uffici": PermittedUse.OFFICE,
    "terziario": PermittedUse.OFFICE, "A/10": PermittedUse.OFFICE,
    "deposito": PermittedUse.DEPOT, "magazzino": PermittedUse.DEPOT, "C/2": PermittedUse.DEPOT,
    "da definire": PermittedUse.UNDECIDED, "da verificare": PermittedUse.UNDECIDED,
}  # fmt: skip

CONDITIONS = {
    "ottimo": Condition.EXCELLENT, "ottima": Condition.EXCELLENT, "ottime": Condition.EXCELLENT,
    "ristrutturato": Condition.EXCELLENT, "nuovo": Condition.EXCELLENT,
    "buono": Condition.GOOD, "buona": Condition.GOOD, "buone": Condition.GOOD,
    "discreto": Condition.FAIR, "discreta": Condition.FAIR, "discrete": Condition.FAIR, "sufficiente": Condition.FAIR,
    "da ristrutturare": Condition.TO_RESTORE, "da risanare": Condition.TO_RESTORE, "da recuperare": Condition.TO_RESTORE,
    "pessimo": Condition.POOR, "pessima": Condition.POOR, "pessime": Condition.POOR, "cattivo": Condition.POOR,
    "degradato": Condition.POOR, "fatiscente": Condition.POOR,
}  # fmt: skip

ACCESS = {
    "sì": Accessibility.FULL, "si": Accessibility.FULL, "s": Accessibility.FULL, "x": Accessibility.FULL,
    "accessibile": Accessibility.FULL, "totale": Accessibility.FULL, "1": Accessibility.FULL,
    "vero": Accessibility.FULL, "true": Accessibility.FULL, "completa": Accessibility.FULL,
    "parziale": Accessibility.PARTIAL, "in parte": Accessibility.PARTIAL, "parzialmente": Accessibility.PARTIAL,
    "limitata": Accessibility.PARTIAL, "visitabile": Accessibility.PARTIAL, "adattabile": Accessibility.PARTIAL,
    "no": Accessibility.NONE, "n": Accessibility.NONE, "non accessibile": Accessibility.NONE,
    "0": Accessibility.NONE, "falso": Accessibility.NONE, "false": Accessibility.NONE, "nessuna": Accessibility.NONE,
}  # fmt: skip


USE_CLASSES = {
    "produttiva e direzionale": UseClass.PRODUCTIVE, "produttiva": UseClass.PRODUCTIVE, "produttivo": UseClass.PRODUCTIVE,
    "direzionale": UseClass.PRODUCTIVE, "artigianale": UseClass.PRODUCTIVE, "industriale": UseClass.PRODUCTIVE,
    "terziaria": UseClass.PRODUCTIVE, "commerciale": UseClass.RETAIL, "residenziale": UseClass.RESIDENTIAL,
    "turistico ricettiva": UseClass.TOURISM, "turistica": UseClass.TOURISM, "ricettiva": UseClass.TOURISM,
    "rurale": UseClass.RURAL, "agricola": UseClass.RURAL,
}  # fmt: skip

EMISSIONS = {
    "nessuna": Emissions.NONE, "non ammesse": Emissions.NONE, "vietate": Emissions.NONE, "no": Emissions.NONE,
    "con filtri": Emissions.FILTERED, "solo con filtri": Emissions.FILTERED, "filtrate": Emissions.FILTERED,
    "con abbattimento": Emissions.FILTERED, "con autorizzazione": Emissions.PERMIT, "ammesse": Emissions.PERMIT,
    "nessuna né fumi né polveri né odori": Emissions.NONE, "solo con filtri senza camino": Emissions.FILTERED,
    "ammesse con autorizzazione": Emissions.PERMIT, "autorizzate": Emissions.PERMIT, "aua": Emissions.PERMIT, "sì": Emissions.PERMIT,
}  # fmt: skip

ROMAN = ("I", "II", "III", "IV", "V", "VI")
ZONES = (
    "area protetta", "area residenziale", "area di tipo misto", "area di intensa attività", "area prevalentemente industriale",
    "area solo industriale",
)  # fmt: skip
ACOUSTIC_CLASSES = {
    written: str(number)
    for number, (roman, zone) in enumerate(zip(ROMAN, ZONES, strict=True), 1)
    for written in (roman, str(number), f"classe {roman}", f"classe {number}", f"{roman}, {zone}")
}


def owner_kinds(city: str) -> dict[str, OwnerKind]:
    """Kinds of owner, with the names that the city's own administration goes by."""
    return {
        f"Comune di {city}": OwnerKind.CITY, "comunale": OwnerKind.CITY, "comune": OwnerKind.CITY,
        "demanio comunale": OwnerKind.CITY, "proprietà comunale": OwnerKind.CITY,
        "altro ente pubblico": OwnerKind.OTHER_PUBLIC, "ente pubblico": OwnerKind.OTHER_PUBLIC,
        "pubblico": OwnerKind.OTHER_PUBLIC, "pubblica": OwnerKind.OTHER_PUBLIC, "demanio": OwnerKind.OTHER_PUBLIC,
        "statale": OwnerKind.OTHER_PUBLIC, "regionale": OwnerKind.OTHER_PUBLIC, "altra amministrazione": OwnerKind.OTHER_PUBLIC,
        "edilizia pubblica": OwnerKind.PUBLIC_HOUSING, "ERP": OwnerKind.PUBLIC_HOUSING, "ALER": OwnerKind.PUBLIC_HOUSING,
        "edilizia residenziale pubblica": OwnerKind.PUBLIC_HOUSING,
        "privato": OwnerKind.PRIVATE, "privata": OwnerKind.PRIVATE, "proprietà privata": OwnerKind.PRIVATE,
        "fondazione o ente religioso": OwnerKind.FOUNDATION, "fondazione": OwnerKind.FOUNDATION,
        "ente religioso": OwnerKind.FOUNDATION, "fondazione / ente religioso": OwnerKind.FOUNDATION,
    }  # fmt: skip
