"""Sample news, events and stories, tied to the demo's calls, firms and spaces, and placed around today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from manifattura.accounts.models import Office
from manifattura.calls.models import Call
from manifattura.communication.actions.ask_for_alerts import ask_for_alerts
from manifattura.communication.actions.found_site import add_pages
from manifattura.communication.actions.give_feedback import give_feedback
from manifattura.communication.actions.settle_alerts import confirm_alerts
from manifattura.communication.actions.sign_up_for_session import sign_up_for_session
from manifattura.communication.domain.feedback import FeedbackKind
from manifattura.communication.models import AlertSubscriber, EventPage, EventSession
from manifattura.evaluation.models import RankingEntry
from manifattura.kernel.clock import ROME, database_now, today
from manifattura.organisations.models import Organisation
from manifattura.spaces.models import Space

FILE = Path(__file__).with_name("pages.toml")


def seed_pages(office: Office) -> None:
    """Under the sections of the site, which are there already; each says that it is a sample."""
    add_pages(_pages(office))
    _add_sessions()
    _sign_people_up()
    _ask_for_alerts()
    _say_how_clear()


def _pages(office: Office) -> Iterator[dict[str, Any]]:
    for written in tomllib.loads(FILE.read_text(encoding="utf-8"))["page"]:
        page = {**written, "is_sample": True}
        day = today() + timedelta(days=page.pop("in_days", 0))
        if call := page.pop("call", ""):
            page["call_id"] = Call.objects.get(slug=call).pk
        if page["kind"] == "EventPage":
            page["starts_at"], page["ends_at"] = _hours(day, page.pop("at"))
        if page["kind"] == "NewsPage":
            page |= {"day": day, "curated_by_id": office.pk}
        if page["kind"] == "StoryPage":
            firm = _firm(page["firm"], page["call_id"])
            space = Space.objects.select_related("nil").get(code_key=page.pop("space"))
            page |= {"firm": firm.name, "organisation_id": firm.pk, "space_id": space.pk, "consent": True}
            page["quarter"] = space.nil.name if space.nil else ""
        for code in ("it", "en"):
            page[code] = {name: value for name, value in page[code].items() if name != "sessions"}
        yield page


def _firm(name: str, call_id: int) -> Organisation:
    """A firm whose name begins so and that obtained a grant from the call."""
    granted = RankingEntry.objects.filter(
        ranking__call_id=call_id, granted__gt=0, bid__application__lead__name__startswith=name
    )
    return Organisation.objects.get(pk=granted.order_by("pk").values("bid__application__lead_id")[:1])


def _add_sessions() -> None:
    """The appointments of an event, which are rows of their own."""
    for written in tomllib.loads(FILE.read_text(encoding="utf-8"))["page"]:
        for code in ("it", "en"):
            for number, one in enumerate(written[code].get("sessions", ())):
                page = EventPage.objects.get(url_path=f"/{code}/{written['path']}/")
                starts_at, ends_at = _hours(today() + timedelta(days=written["in_days"]), one["at"])
                EventSession.objects.create(
                    page=page, title=one["title"], place=one["place"], seats=one.get("seats"), starts_at=starts_at, ends_at=ends_at,
                    sort_order=number, locale=page.locale, translation_key=uuid5(NAMESPACE_URL, f"{written['path']}#{number}"),
                )  # fmt: skip


def _sign_people_up() -> None:
    """The first session is full and two wait; the second has places. Addresses of nobody."""
    dates = EventSession.objects.filter(seats__isnull=False, page__url_path__startswith="/it/")
    for one, people in zip(dates.order_by("starts_at"), (5, 4), strict=False):
        for number in range(1, people + 1):
            sign_up_for_session(
                session_key=one.translation_key,
                name=f"Persona campione {number}",
                email=f"persona{number}@example.org",
                firm="Impresa campione A" if number == 1 else "",
            )


def _ask_for_alerts() -> None:
    """Four get the alerts, one has not confirmed; the first e-mail tells what the city was made with. Addresses of nobody."""
    asked: tuple[tuple[str, dict[str, list[str]], bool], ...] = (
        ("avvisi1", {"calls": [], "news": [], "events": []}, True),
        ("avvisi2", {"calls": ["ranking", "sector:13"], "spaces": ["municipio:4", "nil:35"]}, True),
        ("avvisi3", {"spaces": ["nil:35", "nil:49"]}, True),
        ("avvisi5", {"calls": ["sector:C"], "news": []}, True),
        ("avvisi4", {"events": []}, False),
    )
    for name, topics, confirmed in asked:
        one = ask_for_alerts(email=f"{name}@example.org", topics=topics)
        if confirmed:
            confirm_alerts(code=one.code)
    AlertSubscriber.objects.exclude(told_until=None).update(told_until=database_now() - timedelta(days=3))


def _say_how_clear() -> None:
    """What visitors answered at the foot of three pages and at the end of a service."""
    given = (
        (FeedbackKind.PAGE, "/", (5, 5, 4, 3), ""),
        (FeedbackKind.PAGE, "/bandi/", (4, 5, 4, 4, 2), "Non ho capito se vale anche per chi non ha ancora l'impresa."),
        (FeedbackKind.PAGE, "/come-si-verifica/", (3, 2, 4), "Il comando mi ha fatto paura: un esempio con la figura aiuta."),
        (FeedbackKind.SERVICE, "application", (5, 4, 4, 5, 3), "Gli allegati troppo grandi: dillo prima."),
    )  # fmt: skip
    for kind, subject, all_stars, text in given:
        for stars in all_stars:
            give_feedback(
                kind=kind,
                subject=subject,
                stars=stars,
                difficult="unclear",
                liked="clear",
                text=text if stars == min(all_stars) else "",
            )


def _hours(day: date, at: list[str]) -> tuple[datetime, datetime]:
    begin, end = (datetime.combine(day, time.fromisoformat(hour), tzinfo=ROME) for hour in at)
    return begin, end
