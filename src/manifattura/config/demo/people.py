"""Who signs in to the demo: one sample person per role, one password for all, never in production."""

from dataclasses import dataclass, field

DEMO_PASSWORD = "manifattura-demo-2026"
DOMAIN = "demo.manifattura.example"
OFFICE_SLUG = "ufficio-manifattura"


@dataclass(frozen=True)
class DemoPerson:
    """A sample person: `key` names it in the seed, `role_label` is what the sign-in button says."""

    key: str
    full_name: str
    role_label: str
    hint: str
    roles: tuple[str, ...] = field(default=())

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


DEMO_PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        "impresa",
        "Titolare Impresa campione A",
        "Impresa",
        "Fa domanda, segue la pratica, legge i suoi punteggi",
    ),
    DemoPerson(
        "collega",
        "Collaboratore Impresa campione A",
        "Collega dell’impresa",
        "Lavora sulla stessa bozza, non firma",
    ),
    DemoPerson(
        "istruttoria",
        "Istruttore campione 1",
        "Istruttoria",
        "Scrive il bando, controlla le domande",
        ("case_officer",),
    ),
    DemoPerson(
        "istruttoria2",
        "Istruttore campione 2",
        "Istruttoria, seconda firma",
        "Approva il bando scritto da altri",
        ("case_officer",),
    ),
    DemoPerson(
        "responsabile",
        "Responsabile campione",
        "Responsabile del procedimento",
        "Approva, pubblica, adotta la graduatoria",
        ("head_of_procedure",),
    ),
    DemoPerson(
        "presidente",
        "Presidente campione",
        "Presidente di commissione",
        "Dà i punteggi e chiude la seduta",
        ("committee_member",),
    ),
    DemoPerson(
        "commissario1",
        "Commissario campione 1",
        "Commissario",
        "Dà i suoi punteggi da solo",
        ("committee_member",),
    ),
    DemoPerson(
        "commissario2",
        "Commissario campione 2",
        "Commissario",
        "Dà i suoi punteggi da solo",
        ("committee_member",),
    ),
    DemoPerson(
        "supplente",
        "Supplente campione",
        "Commissario supplente",
        "Entra al posto di chi ha un conflitto",
        ("committee_member",),
    ),
    DemoPerson(
        "segreteria",
        "Segretario campione",
        "Segreteria di commissione",
        "Apre le sedute e tiene i verbali",
        ("secretary",),
    ),
    DemoPerson("redazione", "Redattore campione", "Redazione", "Prepara i testi dei bandi", ("editor",)),
    DemoPerson(
        "amministrazione",
        "Amministratore campione",
        "Amministrazione",
        "Invita e rimuove le persone dell’ufficio",
        ("administrator",),
    ),
)


def demo_person(key: str) -> DemoPerson:
    """The sample person with this key."""
    return next(person for person in DEMO_PEOPLE if person.key == key)
