"""Pages of the floor above that the review leads to: known by name only, left out where they do not exist."""

from django.urls import NoReverseMatch, reverse

READINGS = "records:readings"


def readings_address(code: str) -> str:
    """Who opened this application and when; empty where that page is not there."""
    try:
        return reverse(READINGS, args=[code])
    except NoReverseMatch:
        return ""
