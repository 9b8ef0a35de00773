"""Tells whether a module of ours exists yet, without importing it."""

from importlib.util import find_spec


def exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
