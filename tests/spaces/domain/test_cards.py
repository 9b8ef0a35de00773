"""Cards: a position kept back, data that grow old, sections, consent, photographs without what cameras write."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from manifattura.spaces.domain.blur import HIGH, WIDE, blurred, gives_away
from manifattura.spaces.domain.expiry import (
    ASK_BEFORE,
    VALID_DAYS,
    Freshness,
    freshness,
    is_to_be_asked,
    valid_until,
)
from manifattura.spaces.domain.owners import lacks_consent
from manifattura.spaces.domain.pictures import WIDEST, clean_picture
from manifattura.spaces.domain.sections import FIELDS, Section, next_versions, touched

DAY = date(2026, 11, 25)
degrees = st.decimals(min_value=-80, max_value=80, places=6)


@given(degrees, degrees)
def test_all_points_of_a_square_are_shown_as_its_middle(latitude, longitude):
    middle = blurred(latitude, longitude)
    assert abs(middle[0] - latitude) <= HIGH / 2
    assert abs(middle[1] - longitude) <= WIDE / 2
    # asked again from what was shown, nothing comes nearer
    assert blurred(*middle) == middle
    assert blurred(middle[0] + HIGH / 2 - Decimal("0.000001"), middle[1]) == middle


@pytest.mark.parametrize(
    ("text", "street", "told"),
    [
        ("laboratorio in via bovisasca", "via bovisasca 10", True),
        ("laboratorio bovisasca", "via bovisasca 10", True),
        ("laboratorio alla bovisa", "via bovisasca 10", False),
        ("via libera", "via 10", True),
        ("laboratorio", "", False),
    ],
)
def test_a_text_that_names_the_street_gives_the_place_away(text, street, told):
    assert gives_away(text, street) is told


def test_a_card_holds_for_a_year_from_the_latest_look_or_word():
    assert valid_until(DAY, None) == DAY + timedelta(days=VALID_DAYS)
    assert valid_until(DAY, DAY + timedelta(days=10)) == DAY + timedelta(days=VALID_DAYS + 10)
    assert valid_until(DAY, DAY - timedelta(days=10)) == DAY + timedelta(days=VALID_DAYS)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (ASK_BEFORE + 1, Freshness.FRESH),
        (ASK_BEFORE, Freshness.DUE),
        (0, Freshness.DUE),
        (-1, Freshness.EXPIRED),
    ],
)
def test_it_is_due_a_month_before_and_expired_the_day_after(left, told):
    assert freshness(DAY + timedelta(days=left), DAY) is told


@pytest.mark.parametrize(
    ("left", "asked", "times", "to_be_asked"),
    [
        (ASK_BEFORE + 1, None, 0, False),
        (ASK_BEFORE, None, 0, True),
        (ASK_BEFORE - 29, DAY - timedelta(days=29), 1, False),
        (ASK_BEFORE - 30, DAY - timedelta(days=30), 1, True),
        (-60, DAY - timedelta(days=30), 3, False),
    ],
)
def test_who_does_not_answer_is_asked_three_times_a_month_apart(left, asked, times, to_be_asked):
    until = DAY + timedelta(days=left)
    assert is_to_be_asked(until, DAY, asked_on=asked, times=times) is to_be_asked


@pytest.mark.parametrize(
    ("kind", "on", "lacking"),
    [
        ("private", None, True),
        ("private", DAY, False),
        ("foundation", None, True),
        ("city", None, False),
        ("", None, False),
    ],
)
def test_private_owners_are_asked_first(kind, on, lacking):
    assert lacks_consent(kind, on) is lacking


def test_each_field_is_in_one_section_and_moves_its_version_alone():
    every = [key for keys in FIELDS.values() for key in keys]
    assert len(every) == len(set(every))
    assert touched({"net_m2": 1, "owner_name": "x", "source": "y"}) == (Section.ROOM, Section.OWNER)
    assert next_versions({"room": 3}, (Section.ROOM, Section.OWNER)) == {"room": 4, "owner": 2}


def photograph(size=(40, 30), kind="JPEG", **options):
    out = BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size).save(out, kind, **options)
    return out.getvalue()


def test_a_photograph_loses_place_day_and_camera_and_stands_upright():
    written = Image.Exif()
    written[0x0112], written[0x0110] = 6, "Camera campione"
    written.get_ifd(0x8825)[2] = (45.0, 30.0, 7.0)
    given_one = photograph(exif=written)
    assert b"Camera campione" in given_one
    cleaned = clean_picture(given_one)
    assert (cleaned.width, cleaned.height) == (30, 40)
    with Image.open(BytesIO(cleaned.content)) as read:
        assert not read.getexif()
    assert b"Camera" not in cleaned.content


def test_it_is_no_larger_than_a_page_needs_and_white_where_nothing_is_drawn():
    cleaned = clean_picture(photograph((2 * WIDEST, 100), "PNG"))
    assert (cleaned.width, cleaned.height) == (WIDEST, 50)
    with Image.open(BytesIO(cleaned.content)) as read:
        assert read.getpixel((0, 0)) == (255, 255, 255)


def test_what_does_not_open_is_no_picture():
    assert clean_picture(b"\xff\xd8\xff nothing") is None
    assert clean_picture(photograph()[:80]) is None
