"""An address as one line, in the parts that machines ask for (schema.org)."""

import re

ADDRESS = re.compile(r"^(?P<street>.+?),?\s+(?P<code>\d{5})\s+(?P<place>.+)$")


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
