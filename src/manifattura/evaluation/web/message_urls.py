"""Addresses of the office's messages with applicants."""

from django.urls import path

from . import message_bulk, message_list, message_receipts, messages

HERE = "ufficio/domande/<str:code>/messaggi"
urlpatterns = [
    path("ufficio/domande/scrivi/", message_bulk.bulk, name="message_bulk"),
    path("ufficio/messaggi/", message_list.waiting, name="messages_waiting"),
    path(f"{HERE}/", messages.thread, name="messages"),
    path(f"{HERE}/scrivi/", messages.write, name="message_write"),
    path(f"{HERE}/pec/", message_receipts.outside, name="message_outside"),
    path(f"{HERE}/<int:pk>/", messages.message, name="message"),
    path(f"{HERE}/<int:pk>/sistemato/", messages.settle, name="message_settle"),
    path(f"{HERE}/<int:pk>/spedito/", messages.sent_outside, name="message_sent_outside"),
    path(f"{HERE}/<int:pk>/pec/", message_receipts.record, name="message_record"),
    path(
        f"{HERE}/<int:pk>/ricevute/<int:receipt_pk>/", message_receipts.receipt_file, name="message_receipt"
    ),
    path(f"{HERE}/<int:pk>/allegati/<int:file_pk>/", messages.file, name="message_file"),
]
