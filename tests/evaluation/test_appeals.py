"""The last days to appeal, as applicants and the public read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from manifattura.calls.domain.edition import AppealFrom
from manifattura.evaluation.domain.appeal import Ground
from manifattura.evaluation.models import Ranking
from manifattura.evaluation.queries.appeals import appeal_against, appeal_on, appeal_text, ranking_text
from manifattura.kernel.city_calendar import add_closing_day
from tests.applications.samples import sample_edition

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)


def text_of(ground: AppealFrom, published_at: datetime = PUBLISHED) -> str:
    edition = sample_edition()
    edition = replace(edition, timetable=replace(edition.timetable, ranking_appeal_from=ground))
    return ranking_text(Ranking(published_at=published_at), edition).replace("\u00a0", " ")


def test_the_ranking_counts_from_the_notice_unless_the_call_says_otherwise():
    text = text_of(AppealFrom.NOTICE)
    assert "entro 60 giorni da quando ricevi la comunicazione" in text
    assert "29 gennaio 2027" in text
    assert "30 marzo 2027" in text


def test_the_end_of_the_publication_is_fifteen_days_later():
    text = text_of(AppealFrom.PUBLICATION_END)
    # fifteen days on the albo end on 15 December; sixty days later is a Saturday, which counts
    assert "fino a sabato 13 febbraio 2027" in text
    assert "albo pretorio: 15 dicembre 2026" in text


def test_the_city_and_the_year_are_considered():
    found = appeal_against(Ground.EXCLUSION_NOTICE, notified=date(2026, 7, 20), published=None)
    assert found.court_until == date(2026, 10, 19)
    # 17 November 2026 without August: the parameter does not extend the days of the President
    assert found.president_until == date(2026, 11, 17)
    assert "20 luglio 2026" in appeal_text(found).replace("\u00a0", " ")
    assert appeal_on(date(2026, 1, 1)).court_days == 60


def test_a_court_does_not_keep_the_days_of_the_city():
    # Saint Ambrose, Milan's patron: with it these sixty days would end on the 9th, after a holiday of the State
    patron = appeal_against(Ground.EXCLUSION_NOTICE, notified=date(2026, 10, 8), published=None)
    assert patron.court_until == date(2026, 12, 7)
    add_closing_day(
        on=date(2027, 1, 29), name="Uffici chiusi", source="Ordinanza 1/2027", recorded_by="ufficio"
    )
    closed = appeal_against(Ground.RANKING_NOTICE, notified=PUBLISHED.date(), published=None)
    assert closed.court_until == date(2027, 1, 29)
