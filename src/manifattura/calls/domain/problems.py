"""What a draft call lacks, and on which page of the builder it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .messages import Message


class Part(StrEnum):
    """The pages of the builder; the value is the page's address."""

    TEXTS = "testi"
    PROCEDURE = "procedura"
    TIMES = "tempi"
    MONEY = "risorse"
    LOTS = "lotti"
    WHO = "partecipanti"
    FORM = "modulo"
    SEALED = "buste"
    DECLARATIONS = "dichiarazioni"
    GRID = "griglia"
    REQUIREMENTS = "controlli"
    COMMITTEE = "commissione"
    REGISTER = "elenco"
    QUESTIONS = "verifica"
    DOCUMENTS = "documenti"


@dataclass(frozen=True)
class Problem:
    """`blocks`: the call cannot go to approval; otherwise an advice that the office may leave aside."""

    part: Part
    message: Message
    blocks: bool = True


def problem(part: Part, text: str, params: Mapping[str, str] | None = None) -> Problem:
    return Problem(part, Message(text, params or {}))


def advice(part: Part, text: str, params: Mapping[str, str] | None = None) -> Problem:
    return Problem(part, Message(text, params or {}), blocks=False)


def compared(text: str) -> str:
    """What is left to compare when capitals and spaces make no difference."""
    return " ".join(text.split()).casefold()


def named_twice(names: Iterable[str]) -> str:
    """The first name that another one before it has too, capitals and spaces apart; empty when all differ."""
    seen: set[str] = set()
    for name in names:
        if compared(name) in seen:
            return name
        seen.add(compared(name))
    return ""


def plain(number: Decimal) -> str:
    """`12.500,5` as people in Italy write it, without useless zeros."""
    text = f"{number.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))
