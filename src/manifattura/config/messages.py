"""Collects the texts of pages and code into locale/ and compiles them, without the system's gettext."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from manifattura.config.environment import PROJECT

SOURCE = PROJECT / "src" / "manifattura"
LOCALE = PROJECT / "locale"
TRANSLATED = ("en",)
PLAIN = ("_", "gettext", "gettext_lazy")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def main(*, compile_only: bool = False) -> int:
    """Bring every catalogue up to date and compile it; say how many texts wait for a translation."""
    for language in TRANSLATED:
        if not compile_only:
            waiting = update(language)
            print(f"{catalogue_path(language).relative_to(PROJECT)}: {waiting} texts wait for a translation")
        compile_catalogue(language)
    return 0


def catalogue_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language, empty when there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(
            locale=language,
            header_comment="# The texts of Manifattura in this language: `make messages` keeps the list up to date.",
            project="manifattura",
            version="1",
            msgid_bugs_address="none",
            last_translator="Manifattura",
            language_team="Manifattura",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def collect() -> Catalog:
    """Every text of the source, in order of file."""
    template = Catalog(project="manifattura", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.*")]):
        if "migrations" in path.parts or path.suffix == ".pyc":
            continue
        for _line, text, comments, context in _texts_of(path):
            template.add(
                text, None, [(str(path.relative_to(PROJECT)), 0)], auto_comments=comments, context=context
            )
    return template


def update(language: str) -> int:
    """Write the catalogue with today's texts; return how many are not translated."""
    catalogue = read_catalogue(language)
    catalogue.update(collect(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False, sort_by_file=True, omit_header=False)
    path.write_bytes(written.getvalue())
    return len(untranslated(read_catalogue(language)))


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a translation, or with a doubtful one."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def compile_catalogue(language: str) -> None:
    """Write django.mo beside django.po, unless it is newer already."""
    source = catalogue_path(language)
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
        return
    written = io.BytesIO()
    write_mo(written, read_catalogue(language))
    half = target.with_suffix(".half")
    half.write_bytes(written.getvalue())
    half.replace(target)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _texts_of(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = _template_as_python(source, path)
        within: list[str] = []
    else:
        within = inside_formatted(source)
    yield from extract(
        "python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    yield from ((0, text, [], None) for text in within)


def inside_formatted(source: str) -> list[str]:
    """The texts asked for inside f-strings, which Babel takes for one piece until Python 3.12."""
    return [
        argument.value
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in PLAIN
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def _template_as_python(source: str, path: Path) -> str:
    """Django turns the text of a template into X's and its tags into calls; without indents that is valid to read."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    return "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
