"""What is asked, whoever asks: the form of a call's edition, or the questions of a form opened after sending.

The engine (`form`, `answers`, `completeness`, `costs`, `declarations`) reads only this.
"""

from dataclasses import dataclass
from typing import Protocol

from manifattura.calls.domain.allocation import Allocation
from manifattura.calls.domain.edition import Aid, Declaration, FormField, FormSection


class Questionnaire(Protocol):
    """An `Edition` is one."""

    @property
    def form(self) -> tuple[FormSection, ...]: ...

    @property
    def declarations(self) -> tuple[Declaration, ...]: ...

    @property
    def aid(self) -> Aid | None:
        """The rule that turns a cost into a grant, when there is one."""
        ...

    @property
    def allocation(self) -> Allocation | None:
        """The lots to choose among, when there are some."""
        ...


@dataclass(frozen=True)
class Questions:
    """The questions of a filled form: no grant hangs on them."""

    form: tuple[FormSection, ...]
    declarations: tuple[Declaration, ...] = ()
    aid: Aid | None = None
    allocation: Allocation | None = None


def field_of(asked: Questionnaire, key: str) -> FormField:
    """The field with this key; KeyError when there is none."""
    for section in asked.form:
        for form_field in section.fields:
            if form_field.key == key:
                return form_field
    raise KeyError(key)


def declaration_of(asked: Questionnaire, key: str) -> Declaration:
    """The declaration with this key; KeyError when there is none."""
    for declaration in asked.declarations:
        if declaration.key == key:
            return declaration
    raise KeyError(key)
