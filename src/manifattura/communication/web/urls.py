"""Addresses of communication: the public sections, the legal pages, what programs read, the office's reports."""

from django.urls import path

from . import home, legal, machines, news, office_reports, reports, sections, verify

app_name = "communication"
urlpatterns = [
    path("", home.home, name="home"),
    path("amministrazione/", sections.administration, name="administration"),
    path("novita/", news.news, name="news"),
    path("novita/feed.atom", news.feed, name="feed"),
    path("servizi/", sections.services, name="services"),
    path("vivere-milano/", sections.quarters, name="quarters"),
    path("vivere-milano/quartieri.csv", sections.quarters_csv, name="quarters-csv"),
    path("come-si-verifica/", verify.verify, name="verify"),
    path("come-si-verifica/esempio.json", verify.example, name="verify-example"),
    path("privacy/", legal.privacy, name="privacy"),
    path("note-legali/", legal.legal_notes, name="legal-notes"),
    path("accessibilita/", legal.accessibility, name="accessibility"),
    path("domande-frequenti/", legal.faq, name="faq"),
    path("mappa-del-sito/", legal.site_map, name="site-map"),
    path("segnala-disservizio/", reports.report_problem, name="report-problem"),
    path("segnala-disservizio/<str:code>/", reports.report_follow, name="report-follow"),
    path("ufficio/segnalazioni/", office_reports.report_list, name="reports"),
    path("ufficio/segnalazioni.csv", office_reports.report_csv, name="reports-csv"),
    path("ufficio/segnalazioni/<str:code>/", office_reports.report_detail, name="report"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path(".well-known/security.txt", machines.security, name="security-txt"),
]
