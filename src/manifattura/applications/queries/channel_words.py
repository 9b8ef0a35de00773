"""How an application came in, in words: shown wherever an application is."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from manifattura.ui.formats import date_text, elided

from ..domain.channels import Channel
from ..models import ArrivalProof


def channel_word(channel: str) -> str:
    """Empty for what was written here."""
    return {Channel.PEC: _("arrivata per PEC"), Channel.PAPER: _("arrivata su carta")}.get(
        Channel(channel), ""
    )


def channel_way(channel: str) -> str:
    """By which way a document came, within a sentence."""
    return {Channel.PEC: _("per PEC"), Channel.PAPER: _("su carta")}.get(Channel(channel), "")


def arrival_words(proof: ArrivalProof) -> str:
    """How, with which protocol, entered by whom."""
    return elided(
        _("%(how)s, protocollo %(number)s del %(day)s; inserita da %(who)s")
        % {
            "how": capfirst(channel_word(proof.channel)),
            "number": proof.protocol_number,
            "day": date_text(proof.protocol_on),
            "who": proof.entered_by.full_name,
        }
    )
