"""The city's areas: municipi and local-identity units (NIL)."""

from .areas import Municipio, Nil

__all__ = ["Municipio", "Nil"]
