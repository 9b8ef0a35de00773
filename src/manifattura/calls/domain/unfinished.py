"""How a call that is still being written looks as an edition: what is missing has a value that no real call has."""

from datetime import UTC, date, datetime
from decimal import Decimal

from .edition import (
    Act,
    Aid,
    Beneficiaries,
    CommitteeRule,
    Edition,
    Grid,
    NamesRule,
    Recusal,
    ResponsibleOffice,
    Texts,
    Timetable,
)

NOT_YET = datetime(1970, 1, 1, tzinfo=UTC)
NO_END = datetime(2999, 12, 31, 11, tzinfo=UTC)
"""The deadline of a register, which is always open: later than any other, and no page shows it."""
NO_DAY = date(1970, 1, 1)
ZERO = Decimal("0.00")
NO_ACT = Act(number="", adopted_on=NO_DAY)


def blank_edition() -> Edition:
    """A call of which nothing was written yet: templates replace its parts."""
    return Edition(
        call="",
        version=1,
        kind="ranking",
        texts=Texts(title="", summary="", purpose=""),
        office=ResponsibleOffice(name="", email="", head_of_procedure="", substitute_power=""),
        act=NO_ACT,
        timetable=Timetable(opens_at=NOT_YET, deadline_at=NOT_YET),
        budget=ZERO,
        aid=Aid(rate=ZERO, cap=ZERO),
        beneficiaries=Beneficiaries(participant_kinds=()),
        names_rule=NamesRule.NAME,
        form=(),
        grid=Grid(criteria=()),
        rounds=(),
        lots=(),
        committee=CommitteeRule(Recusal.REPLACEMENT, harmonisation=False),
    )
