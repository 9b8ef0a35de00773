"""Addresses of the public pages of calls."""

from django.urls import URLPattern, path

from .public import clarifications, detail, files, listing, versions

HERE = "bandi/<slug:slug>"

urlpatterns: list[URLPattern] = [
    path("bandi/", listing.call_list, name="list"),
    path(f"{HERE}/", detail.detail, name="detail"),
    path(f"{HERE}/versioni/", versions.versions, name="versions"),
    path(f"{HERE}/versioni/<int:number>/", detail.version, name="version"),
    path(f"{HERE}/versioni/<int:number>/documenti/<slug:key>/", files.document, name="version_document"),
    path(f"{HERE}/edizione-<int:number>.json", versions.edition_json, name="edition"),
    path(f"{HERE}/documenti/<slug:key>/", files.document, name="document"),
    path(f"{HERE}/chiarimenti/", clarifications.clarifications, name="clarifications"),
    path(f"{HERE}/chiarimenti/chiedi/", clarifications.ask, name="ask_clarification"),
    path(f"{HERE}/scadenza.ics", files.calendar, name="calendar"),
]
