"""Tables of the census."""

from .space import Space
