"""How an application came in, wherever one is shown: nothing for those written here."""

from typing import Any

from django import template
from django.utils.text import capfirst

from ..domain.channels import Channel
from ..models import Application
from ..queries.channel_words import arrival_words, channel_word

register = template.Library()


@register.inclusion_tag("applications/_channel.html")
def channel(application: Application, *, whole: bool = False, proof_url: str = "") -> dict[str, Any]:
    """A tag beside the state; `whole`: also protocol and officer (one statement), with a link to the proof."""
    if application.channel == Channel.ONLINE:
        return {}
    return {
        "word": capfirst(channel_word(application.channel)),
        "words": arrival_words(application.entered) if whole else "",
        "proof_url": proof_url,
    }
