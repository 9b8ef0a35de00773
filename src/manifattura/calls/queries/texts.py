"""The rules' messages in the language of the page."""

from django.utils.translation import gettext

from ..domain.messages import Message


def translated(message: Message) -> str:
    """The sentence in the active language."""
    return gettext(message.text) % message.params if message.params else gettext(message.text)
