"""What one state is: its word, icon and colour family, and what the person does next."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Family = Literal["ok", "info", "attention", "error", "neutral", "sample"]
Text = str | Promise


@dataclass(frozen=True)
class Status:
    """How one state is shown: always word and icon, colour only beside them."""

    word: Text
    icon: str
    family: Family
    next: Text
