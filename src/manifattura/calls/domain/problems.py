"""What a draft call lacks, and on which page of the builder it is mended."""

from collections.abc import Mapping
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


def plain(number: Decimal) -> str:
    """`12.500,5` as people in Italy write it, without useless zeros."""
    text = f"{number.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))
