"""What stands in place of a discarded content: the same shape, nothing of what anybody wrote."""

from manifattura.applications.domain.discarded import discarded_payload, discarded_reply, discarded_texts
from manifattura.applications.domain.readings import ReadingKind
from manifattura.kernel.canonical_json import canonical_json


def test_the_structure_stays_and_the_words_go():
    payload = {
        "format": "manifattura-application/1",
        "call": "bando",
        "edition": 2,
        "code": "AB12CD",
        "applicant": {"name": "Impresa campione A"},
        "answers": {"title": "Un laboratorio"},
    }
    found = discarded_payload(payload, authority="atto n. 1", sha256="0" * 64)
    assert (found["call"], found["edition"], found["code"]) == ("bando", 2, "AB12CD")
    assert "edition_sha256" not in found
    assert (found["discarded"], found["content_sha256"]) == ("atto n. 1", "0" * 64)
    text = canonical_json(found).decode()
    assert "Impresa" not in text
    assert "laboratorio" not in text


def test_a_reply_is_emptied_member_by_member():
    reply = {
        "format": "manifattura-form/1",
        "code": "X",
        "answers": {"item-1": "Ecco"},
        "sender": {"name": "Nome", "number": 3},
        "files": [{"name": "a.pdf"}],
        "version": 1,
    }
    found = discarded_reply(reply, authority="atto n. 1", sha256="1" * 64)
    assert found["answers"] == {"item-1": ""}
    assert found["sender"] == {"name": ""}
    assert (found["files"], found["version"], found["code"]) == ([], 1, "")
    assert found["format"] == "manifattura-form-discarded/1"


def test_texts_say_by_which_authority_in_each_language():
    texts = discarded_texts("atto n. 1")
    assert set(texts) == {"it", "en"}
    assert all("atto n. 1" in text["body"] for text in texts.values())
    assert len(ReadingKind) == 8
