"""Rules for a new password, where Django's own words reach an Italian page in English."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django 5.2 asks its catalogue for a sentence that only its English has."""

    def get_error_message(self) -> str:
        return _("Questa password è troppo corta: servono almeno %(n)s caratteri.") % {"n": self.min_length}
