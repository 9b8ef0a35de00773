"""Addresses of communication: the public sections, the legal pages, what programs read, the office's reports."""

from django.urls import URLPattern, path

from . import (
    brand,
    feeds,
    legal,
    machines,
    office_reports,
    pages,
    pictures,
    reports,
    search,
    sections,
    translations,
    verify,
)

app_name = "communication"


def standing(address: str, name: str) -> URLPattern:
    """A page of the tree that the site counts on: menus and links know it by name."""
    return path(address, pages.page, {"path": address}, name=name)


def followed(address: str, key: str) -> URLPattern:
    """The feed of a list."""
    return path(f"{address}feed.atom", feeds.feed, {"key": key}, name=f"feed-{key}")


urlpatterns = [
    standing("", "home"),
    standing("amministrazione/", "administration"),
    standing("il-programma/", "programme"),
    standing("novita/", "news"),
    standing("servizi/", "services"),
    standing("vivere-milano/", "quarters"),
    standing("vivere-milano/eventi/", "events"),
    standing("vivere-milano/luoghi/", "places"),
    standing("vivere-milano/casi-aziendali/", "stories"),
    standing("argomenti/", "topics"),
    standing("domande-frequenti/", "faq"),
    standing("assistenza/", "assistance"),
    standing("privacy/", "privacy"),
    standing("note-legali/", "legal-notes"),
    standing("accessibilita/", "accessibility"),
    followed("novita/", "news"),
    followed("vivere-milano/eventi/", "events"),
    followed("vivere-milano/casi-aziendali/", "stories"),
    followed("bandi/", "calls"),
    followed("spazi/", "spaces"),
    path("marchio/", brand.brand, name="brand"),
    path("marchio/cartella-stampa.zip", brand.kit, name="press-kit"),
    path("marchio/<slug:name>.<str:kind>", brand.logo, name="logo"),
    path("immagini/<path:path>.png", pictures.shared_picture, name="picture"),
    path("vivere-milano/quartieri.csv", sections.quarters_csv, name="quarters-csv"),
    path("come-si-verifica/", verify.verify, name="verify"),
    path("come-si-verifica/esempio.json", verify.example, name="verify-example"),
    path("cerca/", search.search, name="search"),
    path("mappa-del-sito/", legal.site_map, name="site-map"),
    path("segnala-disservizio/", reports.report_problem, name="report-problem"),
    path("segnala-disservizio/<str:code>/", reports.report_follow, name="report-follow"),
    path("ufficio/traduzioni/", translations.translations, name="translations"),
    path("ufficio/segnalazioni/", office_reports.report_list, name="reports"),
    path("ufficio/segnalazioni.csv", office_reports.report_csv, name="reports-csv"),
    path("ufficio/segnalazioni/<str:code>/", office_reports.report_detail, name="report"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path(".well-known/security.txt", machines.security, name="security-txt"),
]
