"""The city's areas: municipi and local-identity units (NIL), with their boundaries once imported."""

from .areas import Municipio, Nil
from .boundary import Boundary

__all__ = ["Boundary", "Municipio", "Nil"]
