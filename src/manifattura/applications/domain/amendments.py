"""When the call is amended while drafts are being written: what must be looked at again, by rule (DESIGN §10.2)."""

from dataclasses import dataclass

from manifattura.calls.domain.edition import Edition

from .declarations import text_digest
from .form import steps_of


@dataclass(frozen=True)
class Changes:
    """What an amendment changed for an applicant."""

    sections: tuple[str, ...]
    """Steps with a question that is new or asked in another way: the person saves them again."""
    declarations: tuple[str, ...]
    """Declarations whose text or declarant changed: their ticks are cleared."""
    limits: bool
    """Whether the aid or the limits of the cost changed."""


def changes_between(old: Edition, new: Edition) -> Changes:
    """Compare the form, the declarations and the money of two editions."""
    before = {step.key: step for step in steps_of(old)}
    limits = old.aid != new.aid
    sections = tuple(
        step.key for step in steps_of(new) if step.key not in before or step.fields != before[step.key].fields
    )
    known = {declaration.key: declaration for declaration in old.declarations}
    declarations = tuple(
        declaration.key
        for declaration in new.declarations
        if declaration.key in known
        and (declaration.text_version, text_digest(declaration), declaration.declarant)
        != (
            known[declaration.key].text_version,
            text_digest(known[declaration.key]),
            known[declaration.key].declarant,
        )
    )
    return Changes(sections, declarations, limits)
