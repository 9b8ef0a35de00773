"""Addresses of remedies, notices of intended rejection, visits and registers."""

from django.urls import path

from . import entries, files, register_public, rejection_notices, remedies, replies, visits

OFFICE = "ufficio/domande/<str:code>"

urlpatterns = [
    path(f"{OFFICE}/integrazione/", remedies.remedy_new, name="remedy_new"),
    path(f"{OFFICE}/integrazione/<int:pk>/ritira/", remedies.remedy_withdraw, name="remedy_withdraw"),
    path(f"{OFFICE}/preavviso/", rejection_notices.notice_new, name="notice_new"),
    path(f"{OFFICE}/preavviso/<int:pk>/ritira/", rejection_notices.notice_withdraw, name="notice_withdraw"),
    path(f"{OFFICE}/preavviso/<int:pk>/decidi/", rejection_notices.notice_decide, name="notice_decide"),
    path(f"{OFFICE}/risposte/<int:pk>/", replies.reply, name="reply"),
    path(f"{OFFICE}/risposte/allegati/<int:pk>/", replies.reply_file, name="reply_file"),
    path(
        "commissione/schede/<int:pk>/risposte/<int:file_pk>/", files.sheet_reply_file, name="sheet_reply_file"
    ),
    path(f"{OFFICE}/visita/", visits.visit_new, name="visit_new"),
    path("ufficio/visite/<int:pk>/", visits.visit, name="visit"),
    path("ufficio/visite/<int:pk>/firma/", visits.visit_sign, name="visit_sign"),
    path("ufficio/visite/<int:pk>/annulla/", visits.visit_cancel, name="visit_cancel"),
    path("ufficio/visite/<int:pk>/file/<int:file_pk>/", visits.visit_file, name="visit_file"),
    path(f"{OFFICE}/iscrivi/", entries.entry_new, name="entry_new"),
    path("ufficio/elenchi/", entries.entries, name="entries"),
    path("ufficio/elenchi/esporta.csv", entries.entries_csv, name="entries_csv"),
    path("ufficio/elenchi/<int:pk>/", entries.entry, name="entry"),
    path("bandi/<slug:slug>/elenco/", register_public.register, name="register"),
    path("bandi/<slug:slug>/elenco.csv", register_public.register_csv, name="register_csv"),
    path("bandi/<slug:slug>/elenco.json", register_public.register_json, name="register_json"),
]
