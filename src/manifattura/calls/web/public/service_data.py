"""The call as a GovernmentService for search engines and the municipal model (a data block, never executed)."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.urls import reverse

from ...domain.edition import Edition
from .language import summary_of, title_of
from .who import firms_words, others_words

ADDRESS = re.compile(r"^(?P<street>.+?),?\s+(?P<code>\d{5})\s+(?P<place>.+)$")


def service_data(edition: Edition, self_check: str) -> dict[str, Any]:
    """schema.org terms that the municipal model recommends for the page of a service."""
    base = settings.PUBLIC_ADDRESS
    who = edition.beneficiaries
    address = f"{base}{reverse('calls:detail', args=[edition.call])}"
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": title_of(edition),
        "description": summary_of(edition),
        "url": address,
        "serviceType": "Agevolazioni alle imprese",
        "serviceOperator": {"@type": "GovernmentOrganization", "name": settings.CITY["institution"]},
        "areaServed": {"@type": "AdministrativeArea", "name": settings.CITY["city_name"]},
        "audience": {
            "@type": "Audience",
            "audienceType": ", ".join(filter(None, [firms_words(who), others_words(who)])),
        },
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": f"{base}{self_check}" if self_check else address,
            "serviceLocation": {
                "@type": "Place",
                "name": edition.office.name,
                "address": postal_address(edition.office.address),
            },
        },
    }


def postal_address(text: str) -> dict[str, str]:
    """`Piazza della Scala 2, 20121 Milano` in its parts; the whole text as street when it has no postal code."""
    found = ADDRESS.match(text)
    if not found:
        return {"@type": "PostalAddress", "streetAddress": text}
    return {
        "@type": "PostalAddress",
        "streetAddress": found["street"],
        "postalCode": found["code"],
        "addressLocality": found["place"],
    }
