"""The call as a GovernmentService for search engines and the municipal model (a data block, never executed)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from manifattura.territory.domain.postal_address import postal_address

from ...domain.edition import Edition
from .language import summary_of, title_of
from .who import firms_words, others_words


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
