"""Addresses of the self-check, the form, the receipt and the personal area."""

from django.urls import path

from . import (
    area,
    deleting,
    detail,
    entering_urls,
    form,
    form_urls,
    messages,
    proof_log,
    receipt,
    register_office,
    self_check,
    sending,
    signing,
    start,
    step_files,
    verify,
)

app_name = "applications"
urlpatterns = [
    # first, because each address before it is tried: the way in of a crowded day
    path("domande/<str:code>/invia/", sending.send, name="send"),
    *entering_urls.urlpatterns,
    *form_urls.urlpatterns,
    path("bandi/<slug:slug>/verifica-requisiti/", self_check.self_check, name="self_check"),
    path("verifica/", verify.verify, name="verify"),
    path("verifica/chiavi.json", verify.keys, name="log_keys"),
    path("bandi/<slug:slug>/registro/", proof_log.proof_log, name="proof_log"),
    path("bandi/<slug:slug>/registro/registri.json", proof_log.heads, name="heads"),
    path("bandi/<slug:slug>/registro/registri.atom", proof_log.feed, name="heads_feed"),
    path("bandi/<slug:slug>/registro/coerenza.json", proof_log.consistency, name="consistency"),
    path("bandi/<slug:slug>/registro/<int:size>.json", proof_log.head, name="head"),
    path("bandi/<slug:slug>/domanda/", start.start, name="start"),
    path("ufficio/registro-giornaliero/", register_office.register, name="register"),
    path("ufficio/registro-giornaliero/giorni.csv", register_office.register_csv, name="register_csv"),
    path("ufficio/registro-giornaliero/<str:day>.json", register_office.register_day, name="register_day"),
    path("area-personale/", area.area, name="area"),
    path("domande/<str:code>/", detail.detail, name="detail"),
    path("domande/<str:code>/continua/", form.resume, name="resume"),
    path("domande/<str:code>/passo/<slug:section>/", form.form, name="form"),
    path("domande/<str:code>/busta/", form.envelope_note, name="envelope_note"),
    path("domande/<str:code>/riepilogo/", sending.summary, name="summary"),
    path("domande/<str:code>/firma/", signing.sign, name="sign"),
    path("domande/<str:code>/firma.pdf", signing.document, name="signing_document"),
    path("domande/<str:code>/firmata/", signing.signed_file, name="signed_file"),
    path("domande/<str:code>/ritira/", sending.withdraw, name="withdraw"),
    path("domande/<str:code>/elimina/", deleting.delete, name="delete"),
    path("domande/<str:code>/nuova-versione/", sending.again, name="again"),
    path(
        "domande/<str:code>/promemoria/<slug:declaration>/<int:organisation>/", sending.remind, name="remind"
    ),
    path("domande/<str:code>/allegati/<slug:field>/carica/", step_files.upload, name="upload"),
    path("domande/<str:code>/allegati/<int:pk>/", step_files.download, name="file"),
    path("domande/<str:code>/allegati/<int:pk>/togli/", step_files.remove, name="remove_file"),
    path("domande/<str:code>/messaggi/", messages.thread, name="messages"),
    path("domande/<str:code>/messaggi/<int:pk>/", messages.message, name="message"),
    path("domande/<str:code>/messaggi/<int:pk>/apri/", messages.open_it, name="message_open"),
    path("domande/<str:code>/messaggi/<int:pk>/allegati/<int:file_pk>/", messages.file, name="message_file"),
    path("domande/<str:code>/ricevuta/", receipt.receipt, name="receipt"),
    path("domande/<str:code>/ricevuta.pdf", receipt.receipt_file, name="receipt_pdf"),
    path("domande/<str:code>/ricevuta.json", receipt.receipt_proof, name="receipt_proof"),
    path("domande/<str:code>/contenuto.json", receipt.content, name="content"),
]
