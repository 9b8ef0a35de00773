"""What a call says of its sealed envelopes: who can open them, who reads them then (ADR 0021)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sealing:
    """The private key is split into `shares`, one per named officer; any `threshold` of them open, fewer cannot."""

    threshold: int = 2
    shares: int = 3
    whole: bool = False
    """Every answer that can be sealed is, not only those marked one by one."""
    committee_reads: bool = False
    """Whether the committee too reads what was sealed, once it is open; the office and the applicant always do."""


FEWEST, MOST_SHARES = 2, 9
