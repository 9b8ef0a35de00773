"""Pages of the floors above that a call leads to: known by name only, and left out where they do not exist."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

UPPER = {
    "self_check": "applications:self_check",
    "ranking": "evaluation:ranking",
    "draw": "evaluation:draw",
    "envelopes": "evaluation:opening",
    "register": "evaluation:register",
    "checks": "records:public_checks",
    "access": "records:access_public",
    "verify": "communication:verify",
    "log": "applications:proof_log",
    "services": "communication:services",
    "quarters": "communication:quarters",
}


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


def upper(name: str, *arguments: str) -> str:
    """The address of a page of an upper floor, or nothing."""
    address = UPPER[name]
    try:
        return reverse(address, args=arguments)
    except NoReverseMatch:
        return ""
