"""Every Italian text of pages and code has its English one."""

from manifattura.config.messages import TRANSLATED, collect, read_catalogue, untranslated


def test_catalogues_know_every_text():
    for language in TRANSLATED:
        catalogue = read_catalogue(language)
        missing = [
            str(one.id) for one in collect() if one.id and catalogue.get(_key(one), one.context) is None
        ]
        assert missing == [], f"run `make messages`, then translate locale/{language}"


def test_catalogues_are_complete():
    for language in TRANSLATED:
        assert untranslated(read_catalogue(language)) == [], f"translate locale/{language}"


def test_placeholders_agree():
    """A translation that loses a placeholder loses a name or a number; one that invents it breaks the page."""
    import re

    placeholder = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
    wrong = []
    for language in TRANSLATED:
        for one in read_catalogue(language):
            if not one.id or not one.string:
                continue
            source = one.id if isinstance(one.id, str) else one.id[-1]
            target = one.string if isinstance(one.string, str) else one.string[-1]
            if target and set(placeholder.findall(source)) != set(placeholder.findall(target)):
                wrong.append(source)
    assert wrong == []


def _key(message):
    return message.id if isinstance(message.id, str) else message.id[0]
