"""Stamp duty (DPR 642/1972): the parts of the answer, and the grounds of exemption that a call offers to begin with."""

from .edition import Option

PAID, EXEMPT = "paid", "exempt"
OTHER = "other"
"""A ground that the list does not have, written by the applicant; always offered."""

PARTS = ("status", "number", "date", "ground", "other")
DIGITS = 14

GROUNDS = (
    Option("ets", "Ente del Terzo settore (D.Lgs 117/2017, art. 82 c. 5)"),
    Option("sport", "Associazione o società sportiva dilettantistica (DPR 642/1972, tab. B, art. 27-bis)"),
    Option(
        "public", "Ente pubblico territoriale o amministrazione dello Stato (DPR 642/1972, tab. B, art. 16)"
    ),
)
