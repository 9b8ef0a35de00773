"""Addresses of the pages where the office enters what arrived on paper or by certified mail."""

from django.urls import path

from . import entering, entering_replies

REPLY = "ufficio/arrivi/risposte/<str:code>"

urlpatterns = [
    path(f"{REPLY}/", entering_replies.resume, name="reply_entered"),
    path(f"{REPLY}/arrivo/", entering_replies.enter, name="reply_enter"),
    path(f"{REPLY}/passo/<slug:section>/", entering_replies.step, name="reply_step"),
    path(f"{REPLY}/riepilogo/", entering_replies.summary, name="reply_summary"),
    path(f"{REPLY}/registra/", entering_replies.register, name="reply_register"),
    path(f"{REPLY}/elimina/", entering_replies.give_up, name="reply_delete"),
    path(f"{REPLY}/allegati/<slug:field>/carica/", entering_replies.upload, name="reply_upload"),
    path(f"{REPLY}/allegati/<int:pk>/", entering_replies.download, name="reply_file"),
    path(f"{REPLY}/allegati/<int:pk>/togli/", entering_replies.remove, name="reply_remove_file"),
    path("ufficio/arrivi/prove/<int:pk>/", entering_replies.proof, name="later_proof"),
    path("ufficio/arrivi/", entering.arrivals, name="arrivals"),
    path("ufficio/arrivi/bando/<int:pk>/", entering.enter, name="enter"),
    path("ufficio/arrivi/<str:code>/", entering.resume, name="entered"),
    path("ufficio/arrivi/<str:code>/passo/<slug:section>/", entering.step, name="entered_step"),
    path("ufficio/arrivi/<str:code>/riepilogo/", entering.summary, name="entered_summary"),
    path("ufficio/arrivi/<str:code>/registra/", entering.register, name="entered_register"),
    path("ufficio/arrivi/<str:code>/elimina/", entering.give_up, name="entered_delete"),
    path("ufficio/arrivi/<str:code>/prova/", entering.proof, name="entered_proof"),
    path("ufficio/arrivi/<str:code>/ricevuta.pdf", entering.receipt_file, name="entered_receipt"),
    path("ufficio/arrivi/<str:code>/allegati/<slug:field>/carica/", entering.upload, name="entered_upload"),
    path("ufficio/arrivi/<str:code>/allegati/<int:pk>/", entering.download, name="entered_file"),
    path("ufficio/arrivi/<str:code>/allegati/<int:pk>/togli/", entering.remove, name="entered_remove_file"),
]
