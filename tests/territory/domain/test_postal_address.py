"""An address in its parts, or whole where they are not told apart."""

from manifattura.territory.domain.postal_address import postal_address


def test_postal_address():
    assert postal_address("Piazza della Scala 2, 20121 Milano") == {
        "@type": "PostalAddress",
        "streetAddress": "Piazza della Scala 2",
        "postalCode": "20121",
        "addressLocality": "Milano",
    }
    assert postal_address("In Comune")["streetAddress"] == "In Comune"
