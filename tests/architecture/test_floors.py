"""What import-linter cannot see of the floors: foreign keys by name, names of addresses, empty packages."""

import re

from django.apps import apps

from tests.architecture.house import SOURCE, app_of, app_of_view, files, floors, may_know, relative, routes

URL_TAG = re.compile(r"""\{%-?\s*url\s+['"]([\w:.-]+)['"]""")
REVERSED = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*['"]([\w:.-]+)['"]""")


def test_every_app_has_a_floor():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("manifattura.")}
    assert ours == set(floors()) - {"config"}


def test_foreign_keys_point_downwards():
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("manifattura.")
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model.__module__.startswith("manifattura.")
        and not may_know(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert upwards == []


def test_names_of_addresses_point_downwards():
    owner = {name: app_of_view(view) for _address, name, view in routes() if name}
    upwards = []
    for path in files("*.html", "*.txt", "*.py"):
        app = app_of(path)
        pattern = REVERSED if path.suffix == ".py" else URL_TAG
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            other = owner.get(name)
            if other and not may_know(app, other):
                upwards.append(f"{relative(path)}: {name} belongs to {other}")
    assert upwards == []


def test_names_of_addresses_exist():
    known = {name for _address, name, _view in routes()}
    unknown = [
        f"{relative(path)}: {name}"
        for path in files("*.html", "*.txt")
        for name in URL_TAG.findall(path.read_text(encoding="utf-8"))
        if name not in known
    ]
    assert unknown == []


def test_packages_of_apps_are_empty():
    """A facade there would raise AppRegistryNotReady, and would hide where things live."""
    full = [
        relative(path) for path in SOURCE.glob("*/__init__.py") if path.read_text(encoding="utf-8").strip()
    ]
    assert full == []
