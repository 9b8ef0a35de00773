"""Until when an act can be contested, and from which day that is counted (D.Lgs 104/2010 art. 29 and 41; DPR 1199/1971 art. 9)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manifattura.calls.domain.clocks import Clock, Season, last_day
from manifattura.calls.domain.edition import AppealFrom
from manifattura.kernel.working_days import Calendar


class Ground(StrEnum):
    """What the terms are counted from."""

    EXCLUSION_NOTICE = "exclusion_notice"
    """Who is left out can contest at once: from the notice of that decision."""
    RANKING_NOTICE = "ranking_notice"
    PUBLICATION_END = "publication_end"


@dataclass(frozen=True)
class Lengths:
    """The legal parameters in force. `season`: days of the year that do not count for the court (and, if so decided, for
    the President); `publication_days`: how long an act stays on the albo pretorio.
    """

    court_days: int
    president_days: int
    publication_days: int
    season: Season | None = None
    season_for_president: bool = False


@dataclass(frozen=True)
class AppealDays:
    """Last days of the two remedies, and what they were counted from. None: the day of the start is not known yet."""

    ground: Ground
    starts_on: date | None
    court_until: date | None
    president_until: date | None


def ground_for(*, excluded: bool, ranking_from: AppealFrom) -> Ground:
    """Exclusion runs at once from its own notice; the ranking as the call chose."""
    if excluded:
        return Ground.EXCLUSION_NOTICE
    if ranking_from is AppealFrom.PUBLICATION_END:
        return Ground.PUBLICATION_END
    return Ground.RANKING_NOTICE


def start_of(
    ground: Ground, *, notified_on: date | None, published_on: date | None, lengths: Lengths
) -> date | None:
    """The day that does not count: of the notice, or the last one of the publication."""
    if ground is not Ground.PUBLICATION_END:
        return notified_on
    return published_on + timedelta(days=lengths.publication_days) if published_on else None


def appeal_days(ground: Ground, starts_on: date | None, lengths: Lengths, calendar: Calendar) -> AppealDays:
    """The days that `starts_on` gives; it is itself not counted."""
    court = Clock(lengths.court_days, starts_on, season=lengths.season)
    of_president = lengths.season if lengths.season_for_president else None
    president = Clock(lengths.president_days, starts_on, season=of_president)
    return AppealDays(ground, starts_on, last_day(court, calendar), last_day(president, calendar))
