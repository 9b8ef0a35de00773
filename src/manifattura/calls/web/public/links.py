"""Pages of the floors above that a call leads to: known by name only, and left out where they do not exist."""

from dataclasses import dataclass

from ...queries.upper_pages import upper


@dataclass(frozen=True)
class Links:
    """Addresses, each empty when its page is not there."""

    self_check: str = ""
    ranking: str = ""
    verify: str = ""
    log: str = ""
    services: str = ""
    quarters: str = ""
    checks: str = ""
    access: str = ""
    register: str = ""
    draw: str = ""
    envelopes: str = ""


def links_of(slug: str, *, ranked: bool, register: bool = False, sealed: bool = False) -> Links:
    """The pages about one call; the ranking only once it is published, the entries only of a register."""
    return Links(
        self_check=upper("self_check", slug),
        ranking=upper("ranking", slug) if ranked else "",
        verify=upper("verify"),
        log=upper("log", slug),
        services=upper("services"),
        quarters=upper("quarters"),
        checks=upper("checks", slug) if ranked else "",
        access=upper("access"),
        register=upper("register", slug) if register else "",
        draw=upper("draw", slug),
        envelopes=upper("envelopes", slug) if sealed else "",
    )
