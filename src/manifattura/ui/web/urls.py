"""The gallery: every component with every state (demo and test mode only)."""

from django.urls import path

from manifattura.ui.web.gallery import drawings, forms_page, gallery, office

app_name = "ui"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("moduli/", forms_page, name="gallery-forms"),
    path("ufficio/", office, name="gallery-office"),
    path("disegni/", drawings, name="gallery-drawings"),
]
