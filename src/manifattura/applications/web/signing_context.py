"""What the summary says of the way of signing: open or not, which signature is there, whether it still counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..models import Application
from ..permissions import is_known_to_send
from ..queries.signatures import may_sign_here, signature_rows, standing_signature

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ACCEPTED = ".pdf,.p7m"


def signing_context(person: Person, application: Application, refused_file: str) -> dict[str, Any]:
    """Empty for who is known by the State: nothing is asked of them, not even of the database."""
    if is_known_to_send(person):
        return {}
    standing = standing_signature(application, person)
    return {
        "may_sign": may_sign_here(),
        "standing": standing,
        "signature_facts": signature_rows(standing.signature) if standing else [],
        "refused_file": refused_file,
        "refused_lines": [(refused_file, "id_signed")] if refused_file else [],
        "accept_signed": ACCEPTED,
        "has_fiscal_code": bool(person.fiscal_code),
    }
