"""Addresses of the office pages of calls."""

from django.urls import URLPattern, path

from .office import (
    approval,
    clarifications,
    documents,
    exchange,
    items,
    lots_import,
    methods,
    outages,
    overview,
    parts,
    preview,
    procedure,
    sealed,
    stopping,
)

HERE = "ufficio/bandi/<int:pk>"
PART = f"{HERE}/modifica/<slug:part>"

urlpatterns: list[URLPattern] = [
    path("ufficio/bandi/", overview.office_list, name="office_list"),
    path("ufficio/bandi/nuovo/", overview.office_create, name="office_create"),
    path("ufficio/interruzioni/", outages.office_outages, name="office_outages"),
    path("ufficio/interruzioni/<int:pk>/da-parte/", outages.dismiss, name="dismiss_proposal"),
    path("ufficio/bandi/importa/", exchange.office_import, name="office_import"),
    path(f"{HERE}/", overview.office_detail, name="office_detail"),
    path(f"{HERE}/definizione.json", exchange.office_export, name="office_export"),
    path(f"{HERE}/approvazione/", approval.submit, name="office_submit"),
    path(f"{HERE}/approva/", approval.approve, name="office_approve"),
    path(f"{HERE}/rimanda/", approval.give_back, name="office_return"),
    path(f"{HERE}/pubblica/", approval.publish, name="office_publish"),
    path(f"{HERE}/rettifica/", approval.amend, name="office_amend"),
    path(f"{HERE}/rettifica/abbandona/", approval.amendment_discard, name="amendment_discard"),
    path(f"{HERE}/rettifica/pubblica/", approval.amendment_publish, name="amendment_publish"),
    path(f"{HERE}/chiarimenti/", clarifications.office_clarifications, name="office_clarifications"),
    path(
        f"{HERE}/chiarimenti/<int:number>/", clarifications.office_clarification, name="office_clarification"
    ),
    path(f"{HERE}/proroga/", stopping.extend, name="office_extend"),
    path(f"{HERE}/sospendi/", stopping.suspend, name="office_suspend"),
    path(f"{HERE}/riprendi/", stopping.resume, name="office_resume"),
    path(f"{HERE}/revoca/", stopping.revoke, name="office_revoke"),
    path(f"{HERE}/concludi/", stopping.conclude, name="office_conclude"),
    path(f"{HERE}/buste/custodi/", sealed.name_holders, name="name_holders"),
    path(f"{HERE}/buste/codice/", sealed.holder_code, name="holder_code"),
    path(f"{HERE}/buste/codice/nuovo/", sealed.take_code, name="take_code"),
    path(f"{HERE}/procedura/", procedure.procedure, name="office_procedure"),
    path(f"{HERE}/anteprima/", preview.office_preview, name="office_preview"),
    path(f"{HERE}/anteprima/pagina/", preview.preview_page, name="preview_page"),
    path(f"{HERE}/documenti/nuovo/", documents.document_add, name="document_add"),
    path(f"{HERE}/documenti/<slug:key>/", documents.document_file, name="office_document"),
    path(f"{HERE}/modifica/", parts.builder, name="builder"),
    path(f"{HERE}/modifica/lotti/tabella/", lots_import.lots_import, name="lots_import"),
    path(f"{HERE}/modifica/partecipanti/codice/", parts.add_prefix, name="builder_prefix"),
    path(f"{HERE}/modifica/modulo/pronta/", parts.add_ready, name="builder_ready"),
    path(f"{HERE}/modifica/partecipanti/area/", parts.use_area, name="builder_area"),
    path(f"{HERE}/modifica/griglia/<slug:kind>/<int:item>/punti/", methods.method_edit, name="method_edit"),
    path(f"{PART}/", parts.builder_part, name="builder_part"),
    path(f"{PART}/<slug:kind>/nuovo/", items.item_add, name="item_add"),
    path(f"{PART}/<slug:kind>/<int:item>/", items.item_edit, name="item_edit"),
    path(f"{PART}/<slug:kind>/<int:item>/sposta/", items.item_move, name="item_move"),
    path(f"{PART}/<slug:kind>/<int:item>/togli/", items.item_remove, name="item_remove"),
]
