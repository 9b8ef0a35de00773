"""What the rules say to a person: an Italian text with its values, translated later by the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a text for the list of translations; `domain` itself knows no framework."""
    return text


@dataclass(frozen=True)
class Message:
    """`text` is the key of the translation, with `%(name)s` places; `params` fill them."""

    text: str
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.params if self.params else self.text
