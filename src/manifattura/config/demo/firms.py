"""Sample firms for the demo: made by a seeded generator, the same at every start, none of them real."""

import random
from dataclasses import dataclass
from decimal import Decimal

from stdnum import luhn

SEED = 2026


@dataclass(frozen=True)
class Trade:
    """A trade of the new manufacturing: its firms' word, its ATECO 2025 code, what they want to buy."""

    word: str
    ateco: str
    project: str
    machines: tuple[str, ...]


@dataclass(frozen=True)
class Quarter:
    """A NIL with the municipio most of it lies in, as the sample firms declare it."""

    nil: int
    municipio: int
    postal_code: str


@dataclass(frozen=True)
class SampleFirm:
    """One generated firm: `number` from 1; `vat_number` has valid check digits in a range never assigned."""

    number: int
    name: str
    vat_number: str
    legal_form: str
    size_class: str
    employees: int
    trade: Trade
    quarter: Quarter
    women_led: bool
    under_35_led: bool
    uses_fablab: bool
    costs: tuple[tuple[str, str, Decimal], ...]
    strength: float
    """How good its project is, 0–1: the committee's sample marks move around it."""


TRADES = (
    Trade(
        "Falegnameria",
        "31.00.31",
        "Centro di lavoro a controllo numerico per arredi su misura",
        ("Pantografo CNC", "Aspiratore filtrante"),
    ),
    Trade(
        "Sartoria",
        "14.21.20",
        "Taglio automatico e capi senza scarti",
        ("Tavolo di taglio automatico", "Macchina lineare elettronica"),
    ),
    Trade(
        "Ceramica",
        "23.41.00",
        "Forno elettrico e stampa 3D in argilla",
        ("Forno elettrico 200 litri", "Stampante 3D per argilla"),
    ),
    Trade(
        "Oreficeria",
        "32.12.20",
        "Prototipi in cera stampata e microfusione",
        ("Stampante 3D a resina", "Saldatrice laser"),
    ),
    Trade(
        "Tipografia",
        "18.12.00",
        "Stampa a registro con inchiostri vegetali",
        ("Stampante a secco", "Plotter da taglio"),
    ),
    Trade(
        "Pelletteria",
        "15.12.00",
        "Recupero dei ritagli e taglio a lama",
        ("Plotter a lama oscillante", "Scarnitrice"),
    ),
    Trade(
        "Officina",
        "25.53.00",
        "Lavorazioni di precisione per piccole serie",
        ("Tornio CNC", "Fresatrice a 3 assi"),
    ),
    Trade(
        "Elettronica",
        "26.11.00",
        "Schede in piccola serie per altri artigiani",
        ("Linea di montaggio da banco", "Forno a rifusione"),
    ),
    Trade(
        "Liuteria",
        "32.20.00",
        "Sagome digitali per strumenti ad arco",
        ("Scanner 3D", "Pantografo CNC da banco"),
    ),
    Trade(
        "Birrificio",
        "11.05.00",
        "Impianto a basso consumo con recupero del calore",
        ("Sala cottura 5 hl", "Scambiatore di calore"),
    ),
    Trade("Forno", "10.71.10", "Pane di quartiere con farine recuperate", ("Forno a platea", "Impastatrice")),
    Trade(
        "Ciclofficina",
        "95.29.21",
        "Telai su misura e riparazione aperta",
        ("Dima per telai", "Saldatrice TIG"),
    ),
)

QUARTERS = tuple(
    Quarter(nil, municipio, postal_code)
    for nil, municipio, postal_code in (
        (76, 8, "20157"), (77, 9, "20158"), (35, 4, "20139"), (49, 6, "20147"), (41, 5, "20142"), (55, 7, "20152"),
        (65, 8, "20151"), (23, 3, "20134"), (14, 9, "20162"), (17, 2, "20128"), (46, 6, "20142"), (71, 8, "20155"),
        (82, 9, "20161"), (79, 9, "20158"), (57, 7, "20148"), (30, 4, "20138"), (19, 2, "20132"), (42, 5, "20141"),
        (53, 6, "20147"), (33, 4, "20138"), (80, 9, "20161"), (38, 5, "20139"), (16, 2, "20127"), (20, 2, "20127"),
    )
)  # fmt: skip

LEGAL_FORMS = (("srl", 5), ("sole_trader", 4), ("srls", 3), ("snc", 2), ("cooperative", 2), ("sas", 1))
SIZES = (("micro", 8, (1, 9)), ("small", 3, (10, 49)), ("medium", 1, (50, 120)))


def vat_number(number: int) -> str:
    """A partita IVA with a right check digit whose first seven digits (99…) no office has given yet."""
    digits = f"99{number:05d}015"
    return digits + str(luhn.calc_check_digit(digits))


def sample_firms(count: int, *, first: int = 1) -> list[SampleFirm]:
    """`count` firms numbered from `first`; firm number n is the same whatever the count."""
    return [_firm(number) for number in range(first, first + count)]


def _firm(number: int) -> SampleFirm:
    dice = random.Random(f"{SEED}:{number}")
    trade = dice.choice(TRADES)
    legal_form = dice.choices([form for form, _ in LEGAL_FORMS], [weight for _, weight in LEGAL_FORMS])[0]
    size, _, (fewest, most) = dice.choices(SIZES, [weight for _, weight, _ in SIZES])[0]
    return SampleFirm(
        number=number,
        name=f"{trade.word} campione {number:03d}",
        vat_number=vat_number(number),
        legal_form=legal_form,
        size_class=size,
        employees=dice.randint(fewest, most),
        trade=trade,
        quarter=dice.choice(QUARTERS),
        women_led=dice.random() < 0.3,
        under_35_led=dice.random() < 0.25,
        uses_fablab=dice.random() < 0.2,
        costs=_costs(dice, trade),
        strength=min(1.0, max(0.2, dice.gauss(0.66, 0.13))),
    )


def _costs(dice: random.Random, trade: Trade) -> tuple[tuple[str, str, Decimal], ...]:
    """Rows of the cost plan (machines, works or design; description; EUR net of VAT), 32,000 to 100,000 in all."""
    total = dice.choice((32, 36, 40, 44, 48, 52, 56, 60, 64, 68, 72, 76, 80, 84, 90, 96, 100)) * 1000
    first = round(total * dice.uniform(0.45, 0.6) / 100) * 100
    second = round(total * dice.uniform(0.15, 0.25) / 100) * 100
    works = round(total * dice.uniform(0.08, 0.14) / 100) * 100
    rest = total - first - second - works
    design = min(rest, total // 10)
    rows = [
        ("machines", trade.machines[0], first),
        ("machines", trade.machines[1], second + rest - design),
        ("works", "Adeguamento dell’impianto elettrico", works),
        ("design", "Progetto e messa a punto", design),
    ]
    return tuple(
        (category, text, Decimal(amount).quantize(Decimal("0.01"))) for category, text, amount in rows
    )
