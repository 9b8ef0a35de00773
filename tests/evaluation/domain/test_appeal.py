"""Until when an act can be contested, by its ground."""

from datetime import date

import pytest

from manifattura.calls.domain.clocks import Season, read_season
from manifattura.calls.domain.edition import AppealFrom
from manifattura.evaluation.domain.appeal import (
    Ground,
    Lengths,
    appeal_days,
    ground_for,
    start_of,
)
from manifattura.kernel.working_days import Calendar

LENGTHS = Lengths(60, 120, 15)
AUGUST = read_season("08-01/08-31")
CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("excluded", "chosen", "ground"),
    [
        (True, AppealFrom.PUBLICATION_END, Ground.EXCLUSION_NOTICE),
        (True, AppealFrom.NOTICE, Ground.EXCLUSION_NOTICE),
        (False, AppealFrom.NOTICE, Ground.RANKING_NOTICE),
        (False, AppealFrom.PUBLICATION_END, Ground.PUBLICATION_END),
    ],
)
def test_exclusion_runs_at_once_and_the_ranking_as_the_call_chose(excluded, chosen, ground):
    assert ground_for(excluded=excluded, ranking_from=chosen) is ground


def test_the_start():
    notified, published = date(2026, 12, 2), date(2026, 11, 30)
    days = {"notified_on": notified, "published_on": published, "lengths": LENGTHS}
    assert start_of(Ground.RANKING_NOTICE, **days) == notified
    assert start_of(Ground.EXCLUSION_NOTICE, **days) == notified
    assert start_of(Ground.PUBLICATION_END, **days) == date(2026, 12, 15)
    assert start_of(Ground.PUBLICATION_END, **{**days, "published_on": None}) is None


def test_the_reference_vector():
    found = appeal_days(Ground.RANKING_NOTICE, date(2026, 11, 30), LENGTHS, CALENDAR)
    assert (found.court_until, found.president_until) == (date(2027, 1, 29), date(2027, 3, 30))


def test_august_is_added_to_the_court_and_to_the_president_only_if_so_decided():
    start = date(2026, 7, 20)
    plain = appeal_days(Ground.RANKING_NOTICE, start, LENGTHS, CALENDAR)
    court = appeal_days(Ground.RANKING_NOTICE, start, Lengths(60, 120, 15, AUGUST), CALENDAR)
    both = appeal_days(Ground.RANKING_NOTICE, start, Lengths(60, 120, 15, AUGUST, True), CALENDAR)
    assert (plain.court_until, court.court_until) == (date(2026, 9, 18), date(2026, 10, 19))
    assert plain.president_until == court.president_until == date(2026, 11, 17)
    assert both.president_until == date(2026, 12, 18)


def test_without_a_notice_there_is_no_day():
    found = appeal_days(Ground.RANKING_NOTICE, None, LENGTHS, CALENDAR)
    assert (found.starts_on, found.court_until, found.president_until) == (None, None, None)


def test_seasons_as_they_are_written():
    assert Season((8, 1), (8, 31)) == AUGUST
    assert read_season("") is None
    for wrong in ("08-01", "13-01/13-02", "08-31/08-01", "a/b"):
        with pytest.raises(ValueError):
            read_season(wrong)
