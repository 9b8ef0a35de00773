"""Files and lists in envelopes: what is wrong is said without repeating it, and a note proves which file was closed."""

from decimal import Decimal

import pytest

from manifattura.applications.domain import sealed
from manifattura.applications.domain.envelope_verify import agrees
from manifattura.applications.domain.sealed import Place, clear_problems, close, note_of, question_mark
from manifattura.applications.domain.sealed_files import (
    SealedFile,
    close_file,
    is_closed_type,
    open_file,
    read_file_value,
    stored_name,
)
from manifattura.applications.domain.sealed_reading import read_sealed
from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.kernel.sealing import CannotOpen, make_key_pair

PAIR = make_key_pair()
PLACE = Place("spazi", "ABCDEF")
PLAN = FormField("piano", FieldType.FILE, "Piano", sealed=True)
FILE = SealedFile("piano.pdf", "application/pdf", 1234, "0" * 64, b"k" * 32)
RENTS = FormField(
    "canoni",
    FieldType.GROUP,
    "Canoni",
    sealed=True,
    max_items=2,
    fields=(
        FormField("uso", FieldType.TEXT, "Uso", max_length=5),
        FormField("importo", FieldType.MONEY, "Importo", max_value=Decimal(100)),
    ),
)
SEAT = FormField("sede", FieldType.SEAT, "Sede", sealed=True)


def closed():
    return close_file(PLAN, FILE, public_key=PAIR.public, place=PLACE)


def test_an_envelope_says_what_the_file_was_and_gives_its_key_under_its_own_name_only():
    envelope = closed().stored
    found, secret = open_file("piano", stored_name(envelope), envelope, pair=PAIR, place=PLACE)
    assert (found, secret != "") == (FILE, True)
    for name, where in (("busta-0.sealed", PLACE), (stored_name(envelope), Place("spazi", "ZZZZZZ"))):
        with pytest.raises(CannotOpen):
            open_file("piano", name, envelope, pair=PAIR, place=where)
    with pytest.raises(CannotOpen):
        read_file_value({"name": "x"})
    assert "piano" not in stored_name(envelope)
    assert is_closed_type("application/x-manifattura-sealed")
    assert not is_closed_type("application/pdf")
    assert b"kkkk" not in repr(FILE).encode()


def test_a_note_proves_which_file_was_sent_and_nothing_else_does():
    envelope = closed()
    note = note_of(PLAN, FILE.as_value(), envelope, public_key=PAIR.public, place=PLACE)
    row = {"field": "piano", "name": stored_name(envelope.stored), "size": 1, "sha256": "1" * 64}
    content = {"code": "ABCDEF", "call": "spazi", "answers": {}, "files": [row]}
    assert agrees(note, content)
    assert not agrees({**note, "value": {**FILE.as_value(), "size": 1}}, content)
    assert not agrees(note, {**content, "files": [{**row, "name": stored_name(closed().stored)}]})
    assert not agrees(note, {**content, "files": [{**row, "field": "altro"}, "x"]})
    assert not agrees(note, {**content, "files": None})


def test_what_is_wrong_in_a_list_or_a_seat_is_said_part_by_part_without_repeating_it():
    wrong = [{"uso": "deposito", "importo": "777.00"}, {"importo": {"unreadable": "sette"}}]
    found = clear_problems(RENTS, wrong)
    assert set(found) == {"canoni.0.uso", "canoni.0.importo", "canoni.1.uso", "canoni.1.importo"}
    written = " ".join(f"{message.text} {message.params}" for message in found.values())
    for given in ("deposito", "777", "sette"):
        assert given not in written
    assert clear_problems(RENTS, [{"uso": "bar", "importo": "10.00"}]) == {}
    assert set(clear_problems(RENTS, [{"uso": "bar", "importo": "10.00"}] * 3)) == {"canoni"}
    assert clear_problems(RENTS, "no")["canoni"].text == sealed.NOT_IN_LIST
    assert set(clear_problems(SEAT, {"address": "Via A 1"})) >= {"sede.nil"}
    text = FormField("nota", FieldType.TEXT, "Nota", sealed=True, max_length=3)
    assert set(clear_problems(text, "lungo")) == {"nota"}
    assert clear_problems(text, "ok") == {}


def test_a_list_is_closed_whole_and_its_questions_are_part_of_its_mark():
    changed = FormField(**{**vars(RENTS), "max_items": 3})
    assert question_mark(RENTS) != question_mark(changed)
    value = [{"uso": "bar", "importo": "10.00"}]
    envelope = close(RENTS, value, public_key=PAIR.public, place=PLACE)
    opened, _secret = sealed.open_envelope("canoni", envelope.stored, pair=PAIR, place=PLACE)
    assert opened == value


def test_an_autosave_never_closes_half_a_list_and_files_are_not_written():
    section = FormSection("o", "O", fields=(RENTS, PLAN, SEAT))
    posted = {
        "busta:canoni-0-uso": ["bar"],
        "busta:canoni-0-importo": ["10,00"],
        "busta:sede-address": ["Via A 1"],
        "busta:piano": ["x"],
    }
    assert read_sealed(section, posted, partial=True) == {}
    read = read_sealed(section, posted)
    assert read["canoni"] == [{"uso": "bar", "importo": "10.00"}]
    assert set(read) == {"canoni", "sede"}
