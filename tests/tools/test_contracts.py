"""The import contract of ours finds the intruder and leaves the rest in peace."""

import pytest
from grimp import ImportGraph

from tools.contracts import PrivateRoomsContract


@pytest.fixture
def contract():
    options = {
        "id": "private",
        "name": "private",
        "root": "house",
        "rooms": ["models"],
        "open_apps": ["kernel"],
        "allowed_importers": ["config"],
    }
    return PrivateRoomsContract(
        name="private", session_options={"root_packages": ["house"]}, contract_options=options
    )


@pytest.fixture
def graph():
    made = ImportGraph()
    for module in (
        "house",
        "house.calls",
        "house.calls.models",
        "house.calls.models.call",
        "house.calls.actions",
        "house.evaluation",
        "house.evaluation.actions",
        "house.config",
        "house.config.demo",
        "house.kernel",
        "house.kernel.models",
    ):
        made.add_module(module)
    made.add_import(importer="house.calls.actions", imported="house.calls.models.call")
    made.add_import(importer="house.config.demo", imported="house.calls.models")
    made.add_import(importer="house.evaluation.actions", imported="house.kernel.models")
    return made


def test_its_own_app_config_and_the_kernel_may(contract, graph):
    assert contract.check(graph, verbose=False).kept


def test_another_app_may_not(contract, graph, capsys):
    graph.add_import(importer="house.evaluation.actions", imported="house.calls.models.call")
    check = contract.check(graph, verbose=False)
    assert not check.kept
    contract.render_broken_contract(check)
    assert "house.evaluation.actions imports house.calls.models.call" in capsys.readouterr().out
