"""Answers in envelopes: judged before they are closed, without repeating them; opened only where they belong."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manifattura.applications.domain import envelope_verify, sealed
from manifattura.applications.domain.completeness import Given, section_problems
from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.questionnaire import Questions
from manifattura.applications.domain.sealed import Place
from manifattura.applications.domain.sealed_reading import REMOVE, read_sealed, sealed_control, take_sealed
from manifattura.applications.domain.values import is_sealed, unreadable
from manifattura.calls.domain.edition import FieldType, FormField, FormSection, Option
from manifattura.kernel import sealing
from manifattura.kernel.sealing import CannotOpen

PLACE = Place("bando-campione", "ABC123")
RENT = FormField(
    "canone", FieldType.MONEY, "Canone", sealed=True, min_value=Decimal(100), max_value=Decimal(900)
)
PAIR = sealing.make_key_pair()


def closed(item=RENT, value="450.00", place=PLACE):
    return sealed.close(item, value, public_key=PAIR.public, place=place)


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.text(max_size=80), st.booleans(), st.lists(st.text(max_size=8), max_size=4)))
def test_what_is_closed_comes_out_as_it_was_and_anybody_can_check_it(value):
    one = closed(value=value)
    assert is_sealed(one.stored)
    assert sealed.has_envelope_shape(one.stored)
    found, secret = sealed.open_envelope("canone", one.stored, pair=PAIR, place=PLACE)
    assert (found, secret) == (value, one.secret)
    check = {"public_key": PAIR.public, "place": PLACE}
    assert sealed.is_what_was_sealed("canone", one.stored, value, secret, **check)
    assert not sealed.is_what_was_sealed("canone", one.stored, [value], secret, **check)
    assert not sealed.is_what_was_sealed("canone", "450.00", value, secret, **check)


def test_an_envelope_opens_in_its_own_place_only():
    stored = closed().stored
    changed = {"sealed": {**stored["sealed"], "question": "0" * 16}}
    for key, value, place in (
        ("canone", stored, Place("altro-bando", "ABC123")),
        ("canone", stored, Place("bando-campione", "XYZ789")),
        ("altra", stored, PLACE),
        ("canone", changed, PLACE),
        ("canone", "450.00", PLACE),
    ):
        with pytest.raises(CannotOpen):
            sealed.open_envelope(key, value, pair=PAIR, place=place)


def test_an_envelope_that_holds_no_answer_is_not_taken():
    mark = sealed.question_mark(RENT)
    for content in (b"[1]", b'{"other":1}', b"\xff"):
        inner = sealing.seal(PAIR.public, content, sealed._context("canone", mark, PLACE))
        parts = {"format": sealed.FORMAT, "question": mark}
        stored = {"sealed": {**parts, "salt": inner.salt, "ephemeral": inner.ephemeral, "box": inner.box}}
        with pytest.raises(CannotOpen):
            sealed.open_envelope("canone", stored, pair=PAIR, place=PLACE)


@pytest.mark.parametrize(
    "value",
    [None, "450.00", {"sealed": "450.00"}, {"sealed": {"box": "x"}}, {"sealed": {}, "value": 1}],
)
def test_nothing_but_an_envelope_has_its_shape(value):
    assert not sealed.has_envelope_shape(value)


TEXT = FormField("t", FieldType.TEXT, "T", sealed=True)


@pytest.mark.parametrize(
    ("item", "value", "said"),
    [
        (RENT, "450.00", None),
        (RENT, "7.00", sealed.BETWEEN),
        (replace(RENT, max_value=None), "7.00", sealed.AT_LEAST),
        (replace(RENT, min_value=None), "1000.00", sealed.AT_MOST),
        (replace(RENT, type=FieldType.NUMBER), "7", sealed.BETWEEN),
        (RENT, unreadable("mille"), sealed.NOT_READ[FieldType.MONEY]),
        (replace(RENT, type=FieldType.DATE), unreadable("domani"), sealed.NOT_READ[FieldType.DATE]),
        (RENT, ["450.00"], sealed.NOT_IN_LIST),
        (TEXT, "x" * 301, sealed.TOO_LONG),
        (replace(TEXT, max_length=5), "lunghissimo", sealed.TOO_LONG),
        (replace(TEXT, type=FieldType.YES_NO), True, None),
        (replace(TEXT, type=FieldType.CHOICE, options=(Option("a", "A"),)), "b", sealed.NOT_IN_LIST),
        (TEXT, unreadable("?"), sealed.NOT_IN_LIST),
    ],
)
def test_what_is_wrong_is_said_without_repeating_what_was_written(item, value, said):
    found = sealed.clear_problem(item, value)
    assert (found.text if found else None) == said
    for written in ("7,00", "1.000", "mille", "domani", "lunghissimo"):
        assert found is None or written not in str(found)


def problems(item, stored):
    asked = Questions((FormSection("s", "S", fields=(item,)),))
    visible = visible_of(asked, {} if stored is None else {item.key: stored}, {})
    assert item.key not in visible.context, "no condition looks into an envelope"
    return {
        where: message.text
        for where, message in section_problems(asked, asked.form[0], visible, Given({}, ())).items()
    }


def test_an_application_wants_an_envelope_closed_under_the_rules_in_force():
    assert problems(RENT, None) == {"canone": "Scrivi un importo."}
    assert problems(replace(RENT, required=False), None) == {}
    assert problems(RENT, closed().stored) == {}
    assert problems(replace(RENT, label="Altre parole"), closed().stored) == {}
    wider = replace(RENT, max_value=Decimal(2000))
    assert problems(wider, closed().stored) == {"canone": sealed.QUESTION_CHANGED}


def test_what_a_page_posts_for_sealed_questions_stays_apart():
    section = FormSection("s", "S", fields=(RENT, TEXT, FormField("open", FieldType.TEXT, "O")))
    controls = {
        sealed_control("canone"): ["450"],
        sealed_control("t"): ["  "],
        f"{sealed_control('t')}{REMOVE}": ["1"],
        sealed_control("open"): ["x"],
        "open": ["y"],
    }
    apart = take_sealed(controls)
    assert controls == {"open": ["y"]}
    assert read_sealed(section, apart) == {"canone": "450.00"}


def test_the_command_tells_whether_a_note_is_what_was_sealed(tmp_path, capsys):
    one = closed()
    note = sealed.note_of(RENT, "450.00", one, public_key=PAIR.public, place=PLACE)
    content = {"call": "bando-campione", "code": "ABC123", "answers": {"canone": one.stored}}

    def run(told, sent):
        paths = [tmp_path / "note.json", tmp_path / "content.json"]
        for path, document in zip(paths, (told, sent), strict=True):
            path.write_text(json.dumps(document), encoding="utf-8")
        return envelope_verify.main(*map(str, paths))

    assert run(note, content) == envelope_verify.SAME
    assert "is what was sealed" in capsys.readouterr().out
    assert run({**note, "value": "451.00"}, content) == envelope_verify.DIFFERENT
    assert run(note, {**content, "code": "XYZ789"}) == envelope_verify.DIFFERENT
    assert run(note, {**content, "answers": {}}) == envelope_verify.DIFFERENT
    for told, sent in (
        ({**note, "format": "x"}, content),
        ({**note, "secret": 1}, content),
        (note, {"a": 1}),
    ):
        assert run(told, sent) == envelope_verify.REFUSED
    assert "invalid input" in capsys.readouterr().err


def test_the_applicant_keeps_what_proves_it_later():
    one = closed()
    note = sealed.note_of(RENT, "450.00", one, public_key=PAIR.public, place=PLACE)
    stored = {"sealed": note["envelope"]}
    assert sealed.is_what_was_sealed(
        note["field"],
        stored,
        note["value"],
        note["secret"],
        public_key=note["public_key"],
        place=Place(note["call"], note["application"]),
    )
    assert "450" not in repr(one)
    assert one.secret not in repr(one)
