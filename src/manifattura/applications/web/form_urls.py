"""Addresses of the forms opened by the office."""

from django.urls import path

from . import filled_forms as forms

urlpatterns = [
    path("moduli/<str:code>/", forms.detail, name="filled_form"),
    path("moduli/<str:code>/passo/<slug:section>/", forms.step, name="filled_form_step"),
    path("moduli/<str:code>/riepilogo/", forms.summary, name="filled_form_summary"),
    path("moduli/<str:code>/invia/", forms.send, name="filled_form_send"),
    path("moduli/<str:code>/contenuto.json", forms.content, name="filled_form_content"),
    path("moduli/<str:code>/allegati/<slug:field>/carica/", forms.upload, name="filled_form_upload"),
    path("moduli/<str:code>/allegati/<int:pk>/", forms.download, name="filled_form_file"),
    path("moduli/<str:code>/allegati/<int:pk>/togli/", forms.remove, name="filled_form_remove_file"),
    path(
        "moduli/<str:code>/promemoria/<slug:declaration>/<int:organisation>/",
        forms.remind,
        name="filled_form_remind",
    ),
]
