"""What the pages of the tree say to machines, in the words of schema.org: who we are, events, places, services, articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from manifattura.territory.domain.postal_address import postal_address

from ..domain.addresses import address_of
from ..models import EventPage, HomePage, NewsPage, PlacePage, PublicPage, SectionPage, ServicePage, StoryPage
from ..queries.feeds import whole
from ..queries.findable import plain

Data = dict[str, Any]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA_TYPES = {"CSV": "text/csv", "JSON": "application/json", "ICS": "text/calendar"}


def structured_of(page: PublicPage, context: Mapping[str, Any]) -> list[Data]:
    """The data blocks of a page, `context` being what its template gets; none for kinds that need none."""
    describe = KINDS.get(type(page))
    return [{"@context": "https://schema.org", **one} for one in describe(page, context)] if describe else []


def organisation() -> Data:
    contacts = settings.CITY.get("contacts", {})
    return _filled(
        {
            "@type": "GovernmentOrganization",
            "name": settings.CITY["programme"],
            "url": whole("/"),
            "logo": whole(f"{settings.SHARED_PICTURES}home.png"),
            "email": contacts.get("email"),
            "telephone": contacts.get("phone"),
            "address": postal_address(contacts["address"]) if contacts.get("address") else None,
            "parentOrganization": _filled(
                {
                    "@type": "GovernmentOrganization",
                    "name": settings.CITY["institution"],
                    "url": settings.CITY.get("institution_url"),
                }
            ),
        }
    )


def _home(page: HomePage, context: Mapping[str, Any]) -> list[Data]:
    search = whole(address_of(settings.SEARCH_URL, page.language))
    site = {
        "@type": "WebSite",
        "name": settings.CITY["programme"],
        "url": whole(page.address),
        "inLanguage": page.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return [organisation(), site]


def _event(page: EventPage, context: Mapping[str, Any]) -> list[Data]:
    online = page.place.lower() in ("in rete", "online")
    sessions = [
        {
            "@type": "Event",
            "name": one.title,
            "startDate": one.starts_at.isoformat(),
            "endDate": one.ends_at.isoformat(),
            "location": _where(one.place or page.place),
        }
        for one in context.get("sessions", ())
    ]
    mode = "Online" if online else "Offline"
    return [
        _filled(
            {
                "@type": "Event",
                **_common(page),
                "startDate": page.starts_at.isoformat(),
                "endDate": page.ends_at.isoformat(),
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
                "location": {"@type": "VirtualLocation", "url": whole(page.address)}
                if online
                else _where(page.place),
                "organizer": {
                    "@type": "Organization",
                    "name": page.organiser or settings.CITY["institution"],
                },
                "audience": {"@type": "Audience", "audienceType": page.audience} if page.audience else None,
                "subEvent": sessions,
            }
        )
    ]


def _place(page: PlacePage, context: Mapping[str, Any]) -> list[Data]:
    return [
        _filled(
            {
                "@type": "Place",
                **_common(page),
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": page.street,
                    "addressLocality": settings.CITY["city_name"],
                    "addressCountry": "IT",
                },
                "containedInPlace": {"@type": "AdministrativeArea", "name": page.quarter}
                if page.quarter
                else None,
                "publicAccess": True if page.hours else None,
            }
        )
    ]


def _service(page: ServicePage, context: Mapping[str, Any]) -> list[Data]:
    office = context.get("office")
    return [
        _filled(
            {
                "@type": "GovernmentService",
                **_common(page),
                "serviceType": str(page.get_category_display()),
                "serviceOperator": {"@type": "GovernmentOrganization", "name": settings.CITY["institution"]},
                "areaServed": {"@type": "AdministrativeArea", "name": settings.CITY["city_name"]},
                "audience": {"@type": "Audience", "audienceType": plain(page.addressed_to)},
                "availableChannel": _filled(
                    {
                        "@type": "ServiceChannel",
                        "serviceUrl": whole(address_of(page.access_path, page.language))
                        if page.is_active and page.access_path.startswith("/")
                        else whole(page.address),
                        "serviceLocation": {
                            "@type": "Place",
                            "name": office.name,
                            "address": postal_address(office.address),
                        }
                        if office
                        else None,
                    }
                ),
            }
        )
    ]


def _news(page: NewsPage, context: Mapping[str, Any]) -> list[Data]:
    return [_article(page, "NewsArticle", page.day.isoformat())]


def _story(page: StoryPage, context: Mapping[str, Any]) -> list[Data]:
    day = page.first_published_at.date().isoformat() if page.first_published_at else None
    return [{**_article(page, "Article", day), "about": {"@type": "Organization", "name": page.firm}}]


def _section(page: SectionPage, context: Mapping[str, Any]) -> list[Data]:
    """The page of data is a catalogue; the other sections need no block."""
    if page.part != SectionPage.Part.DATA:
        return []
    datasets = [*context.get("city_sets", ()), *context.get("ranking_sets", ())]
    return [
        {
            "@type": "DataCatalog",
            **_common(page),
            "license": LICENCE,
            "publisher": {"@type": "GovernmentOrganization", "name": settings.CITY["institution"]},
            "dataset": [
                {
                    "@type": "Dataset",
                    "name": one.title,
                    "description": f"{one.title}. {one.about}",
                    "url": whole(one.page),
                    "license": LICENCE,
                    "isAccessibleForFree": True,
                    "distribution": [
                        {
                            "@type": "DataDownload",
                            "encodingFormat": MEDIA_TYPES[file.format.rpartition(" ")[2].strip("()")],
                            "contentUrl": whole(file.url),
                        }
                        for file in one.files
                    ],
                }
                for one in datasets
            ],
        }
    ]


def _article(page: PublicPage, kind: str, day: str | None) -> Data:
    common = _common(page)
    changed = page.last_published_at
    return _filled(
        {
            "@type": kind,
            **common,
            "headline": common["name"],
            "datePublished": day,
            "dateModified": changed.isoformat() if changed else None,
            "author": {"@type": "GovernmentOrganization", "name": settings.CITY["institution"]},
            "publisher": {
                "@type": "GovernmentOrganization",
                "name": settings.CITY["programme"],
                "url": whole("/"),
            },
        }
    )


def _common(page: PublicPage) -> Data:
    return {
        "name": page.title,
        "description": page.lead,
        "url": whole(page.address),
        "inLanguage": page.language,
        "image": whole(f"{settings.SHARED_PICTURES}{page.path_in_site.strip('/') or 'home'}.png"),
    }


def _where(text: str) -> Data:
    return {"@type": "Place", "name": text, "address": text}


def _filled(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [])}


KINDS: dict[type[PublicPage], Callable[[Any, Mapping[str, Any]], list[Data]]] = {
    HomePage: _home,
    EventPage: _event,
    PlacePage: _place,
    ServicePage: _service,
    NewsPage: _news,
    StoryPage: _story,
    SectionPage: _section,
}
