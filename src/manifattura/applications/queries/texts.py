"""The rules' messages in the language of the page."""

from django.utils.translation import gettext

from manifattura.calls.domain.messages import Message


def translated(message: Message) -> str:
    """The sentence in the active language; values that are themselves words of the rules are translated too."""
    params = {name: gettext(value) if value else value for name, value in message.params.items()}
    return gettext(message.text) % params if params else gettext(message.text)
