"""What a receipt of certified mail (PEC) says."""

from __future__ import annotations

from enum import StrEnum


class ReceiptKind(StrEnum):
    """`acceptance`: the sender's provider took it; `delivery`: it is in the addressee's box; `failure`: it is not."""

    ACCEPTANCE = "acceptance"
    DELIVERY = "delivery"
    FAILURE = "failure"
