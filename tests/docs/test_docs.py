"""Documentation that fails when it is stale: links, variables, words, packages, sign-ins, READMEs."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from manifattura.config.demo.people import DEMO_PASSWORD, DEMO_PEOPLE

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "manifattura"
DOCS = PROJECT / "docs"
LINK = re.compile(r"\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"[\"'](MANIFATTURA_[A-Z_]+|DATABASE_URL|PORT|CHROMIUM)[\"']")
SECTION = "## Reserved for what comes next"


def pages() -> list[Path]:
    return [*sorted(PROJECT.glob("*.md")), *sorted(DOCS.rglob("*.md")), *sorted(SOURCE.rglob("README.md"))]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchor(title: str) -> str:
    """The fragment a forge makes of a title."""
    kept = re.sub(r"[^\w\s-]", "", title.strip().lower())
    return re.sub(r"\s", "-", kept)


@pytest.mark.parametrize("document", pages(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_resolve(document):
    broken = []
    for target in LINK.findall(text(document)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, fragment = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists():
            broken.append(target)
        elif fragment and file.suffix == ".md":
            titles = re.findall(r"^#+ (.+)$", text(file), re.MULTILINE)
            if fragment not in {anchor(title) for title in titles}:
                broken.append(target)
    assert broken == []


def test_every_variable_of_the_code_is_documented():
    named = set()
    for root in (SOURCE, PROJECT / "tools"):
        for file in root.rglob("*.py"):
            named |= set(VARIABLE.findall(text(file)))
    installing = text(DOCS / "installing.md")
    assert {name for name in named if f"`{name}`" not in installing} == set()


def test_every_documented_variable_is_in_the_code():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", text(DOCS / "installing.md"), re.MULTILINE))
    code = "".join(text(file) for root in (SOURCE, PROJECT / "tools") for file in root.rglob("*.py"))
    assert {name for name in documented if name not in code} == set()


def test_every_app_says_what_it_is():
    apps = [folder.parent for folder in SOURCE.glob("*/apps.py")]
    assert len(apps) >= 9
    assert [folder.name for folder in apps if not (folder / "README.md").exists()] == []


def test_words_in_use_are_in_the_code():
    used = text(DOCS / "glossary.md").split(SECTION)[0]
    codes = [
        code
        for row in re.findall(r"^\|.*\|.*\|(.+)\|$", used, re.MULTILINE)
        for code in re.findall(r"`(\w+)`", row)
    ]
    code = "\n".join(text(file) for file in SOURCE.rglob("*.py")).lower()
    assert len(codes) > 60
    assert [word for word in codes if not re.search(rf"(?<![a-z]){word}", code)] == []


def test_a_code_word_means_one_thing():
    rows = re.findall(r"^\|.*\|.*\|(.+)\|$", text(DOCS / "glossary.md"), re.MULTILINE)
    words = [word for row in rows for word in re.findall(r"`(\w+)`", row)]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_dependency_has_its_reason():
    reasons = text(DOCS / "decisions" / "0004-dependencies.md")
    names = set()
    for file in (PROJECT / "requirements").glob("*.in"):
        for line in text(file).splitlines():
            found = re.match(r"([A-Za-z0-9._-]+)(\[|==)", line)
            if found:
                names.add(found[1])
    package = json.loads(text(PROJECT / "package.json"))
    names |= set(package.get("dependencies", {})) | set(package.get("devDependencies", {}))
    assert {name for name in names if f"`{name}`" not in reasons} == set()


def test_every_decision_is_listed():
    index = text(DOCS / "decisions" / "README.md")
    files = [file.name for file in (DOCS / "decisions").glob("0*.md")]
    assert [name for name in files if f"({name})" not in index] == []
    numbers = [name[:4] for name in files]
    assert len(numbers) == len(set(numbers))


def test_demo_sign_ins_are_the_real_ones():
    page = text(DOCS / "demo.md")
    assert DEMO_PASSWORD in page
    assert [person.email for person in DEMO_PEOPLE if person.email not in page] == []


def test_figures_on_the_home_page_have_their_source():
    file = SOURCE / "config" / "city" / "milano" / "figures.toml"
    figures = tomllib.loads(text(file))["figure"]
    assert all(row["source"] and row["perimeter"] and row["year"] for row in figures)


def test_publiccode_agrees_with_the_project():
    stated = text(PROJECT / "publiccode.yml")
    project = tomllib.loads(text(PROJECT / "pyproject.toml"))["project"]
    assert f"softwareVersion: {project['version']}" in stated
    assert "license: EUPL-1.2" in stated
    assert text(PROJECT / "LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    for block in re.findall(r"shortDescription: (.+)", stated):
        assert len(block) <= 150
