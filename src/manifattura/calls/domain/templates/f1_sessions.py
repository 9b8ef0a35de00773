"""F1 with sessions: the same support, in four rounds of money. The four sessions are those of a real call of 2024."""

from dataclasses import replace
from decimal import Decimal

from ..edition import Round
from ..messages import gettext_noop
from ..procedures.names import CallKind
from ..unfinished import NOT_YET
from .base import Template
from .f1 import EDITION

SESSIONS, EACH = 4, Decimal("750000.00")

F1_SESSIONS = Template(
    key="f1-sessioni",
    title=gettext_noop("Sostegno agli investimenti nei quartieri, a sportello"),
    description=gettext_noop(
        "Quattro sessioni da 750.000 euro, ognuna con la sua scadenza e la sua graduatoria. Stessi criteri."
    ),
    edition=replace(
        EDITION,
        kind=CallKind.ROLLING.value,
        budget=EACH * SESSIONS,
        rounds=tuple(Round(number, EACH, NOT_YET, NOT_YET) for number in range(1, SESSIONS + 1)),
        carry_over=True,
    ),
    area="outside-centre",
)
