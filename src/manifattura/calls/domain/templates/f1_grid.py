"""The grid of F1: 95 points by the committee in three groups, 5 for facts that the office confirms, threshold 60."""

from decimal import Decimal

from ..edition import Bonus, CriteriaGroup, Criterion, Grid, TieBreaker
from .questions import yes
from .texts import DRAW

GRID = Grid(
    groups=(
        CriteriaGroup("A", "Investimento", min=Decimal("15.00")),
        CriteriaGroup("B", "Effetti sul quartiere", min=Decimal("17.50")),
        CriteriaGroup("C", "Solidità"),
    ),
    criteria=(
        Criterion(
            key="A1",
            title="Qualità e chiarezza dell’investimento e della tecnologia",
            max=Decimal("15.00"),
            group="A",
            guidance="Obiettivi chiari, spese coerenti, tecnologie adatte all’uso.",
        ),
        Criterion(
            key="A2",
            title="Innovazione di prodotto o processo, uso della fabbricazione digitale",
            max=Decimal("15.00"),
            group="A",
            guidance="Che cosa c’è di nuovo rispetto a oggi, nell’impresa e nel suo mercato.",
        ),
        Criterion(
            key="B1",
            title="Bisogno del quartiere ed effetti attesi",
            max=Decimal("15.00"),
            group="B",
            guidance="Bisogno dimostrato, effetti concreti per chi abita e lavora lì.",
        ),
        Criterion(
            key="B2",
            title="Lavoro di qualità, anche per persone fragili",
            max=Decimal("10.00"),
            group="B",
            guidance="Unità di lavoro (ULA), contratti, formazione, inclusione.",
        ),
        Criterion(
            key="B3",
            title="Ambiente e circolarità",
            max=Decimal("10.00"),
            group="B",
            guidance="Energia, materiali, scarti, riparazione e riuso.",
        ),
        Criterion(
            key="C1",
            title="Sostenibilità economica dopo il contributo",
            max=Decimal("15.00"),
            group="C",
            guidance="Copertura della quota propria, conti credibili nei tre anni dopo.",
        ),
        Criterion(
            key="C2",
            title="Competenze del gruppo",
            max=Decimal("10.00"),
            group="C",
            guidance="Esperienze e ruoli adatti al progetto.",
        ),
        Criterion(
            key="C3",
            title="Accessibilità: prezzi, orari, barriere",
            max=Decimal("5.00"),
            group="C",
            guidance="Chi può comprare, entrare e usare.",
        ),
    ),
    bonuses=(
        Bonus("women_led", "Impresa a prevalenza femminile", Decimal("2.00"), yes("women_led")),
        Bonus("under_35_led", "Impresa a prevalenza under 35", Decimal("2.00"), yes("under_35_led")),
        Bonus("uses_fablab", "Uso di un FabLab iscritto all’elenco", Decimal("1.00"), yes("uses_fablab")),
    ),
    bonus_cap=Decimal("5.00"),
    total_min=Decimal("60.00"),
    tie_breakers=(TieBreaker("group", "B"), TieBreaker("group", "A"), DRAW),
    partial_last=True,
    partial_min_share=Decimal("0.60"),
)
