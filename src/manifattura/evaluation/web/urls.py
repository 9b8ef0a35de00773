"""Addresses of the office's casework, of the committee, and of the public ranking."""

from django.urls import path

from . import (
    after_urls,
    appointment,
    casework_urls,
    committee_home,
    committee_office,
    committee_replace,
    dashboard,
    files,
    harmonising,
    lots_files,
    message_urls,
    progress,
    queue,
    queue_bulk,
    ranking_files,
    ranking_office,
    ranking_public,
    review,
    score_statistics,
    search,
    sheets,
    sitting_minutes,
    sittings,
    void_lots,
)

app_name = "evaluation"

OFFICE = [
    path("ufficio/", dashboard.dashboard, name="dashboard"),
    path("ufficio/cerca/", search.search, name="search"),
    path("ufficio/domande/", queue.queue, name="queue"),
    path("ufficio/domande/esporta.csv", queue.export, name="export"),
    path("ufficio/domande/azioni/", queue_bulk.bulk, name="bulk"),
    path("ufficio/domande/<str:code>/", review.review, name="review"),
    path("ufficio/domande/<str:code>/controlli/", review.save, name="save"),
    path("ufficio/domande/<str:code>/premialita/", review.bonus, name="bonus"),
    path("ufficio/domande/<str:code>/punti/", review.value, name="review_value"),
    path("ufficio/domande/<str:code>/conflitto/", review.declare, name="declare"),
    path("ufficio/domande/<str:code>/ammetti/", review.admit, name="admit"),
    path("ufficio/domande/<str:code>/non-ammettere/", review.reject, name="reject"),
    path("ufficio/domande/<str:code>/riapri/", review.reopen, name="reopen"),
    path("ufficio/domande/<str:code>/allegati/<int:pk>/", files.review_file, name="review_file"),
    path("ufficio/domande/<str:code>/firma/", files.review_signature, name="review_signature"),
    path("ufficio/bandi/<int:pk>/andamento/", progress.progress, name="progress"),
    path("ufficio/bandi/<int:pk>/istruttoria/avvia/", progress.open_it, name="open_review"),
    path("ufficio/bandi/<int:pk>/istruttoria/chiudi/", progress.close_it, name="close_review"),
    path("ufficio/bandi/<int:pk>/commissione/", committee_office.committee, name="committee"),
    path(
        "ufficio/bandi/<int:pk>/commissione/sostituisci/", committee_replace.replace, name="committee_replace"
    ),
    path("ufficio/bandi/<int:pk>/commissione/statistiche/", score_statistics.statistics, name="statistics"),
    path(
        "ufficio/bandi/<int:pk>/commissione/statistiche.csv",
        score_statistics.statistics_csv,
        name="statistics_csv",
    ),
    path("ufficio/bandi/<int:pk>/lotti-rimasti/", void_lots.void_lots, name="void_lots"),
    path("ufficio/bandi/<int:pk>/graduatoria/", ranking_office.ranking_office, name="ranking_office"),
]

COMMITTEE = [
    path("commissione/", committee_home.home, name="committee_home"),
    path("commissione/<int:pk>/nomina/", appointment.appointment, name="appointment"),
    path("commissione/<int:pk>/conflitti/", committee_home.conflicts, name="conflicts"),
    path("commissione/<int:pk>/sedute/nuova/", sittings.new, name="sitting_new"),
    path("commissione/sedute/<int:pk>/", sittings.sitting, name="sitting"),
    path("commissione/sedute/<int:pk>/confronto/", harmonising.harmonising, name="harmonising"),
    path("commissione/sedute/<int:pk>/verbale/", sitting_minutes.minutes, name="sitting_minutes"),
    path(
        "commissione/sedute/<int:pk>/verbale.pdf", sitting_minutes.minutes_file, name="sitting_minutes_file"
    ),
    path(
        "commissione/sedute/<int:pk>/verbale-firmato/",
        sitting_minutes.signed_file,
        name="sitting_minutes_signed",
    ),
    path("commissione/schede/<int:pk>/confronto/", harmonising.compare, name="compare"),
    path("commissione/schede/<int:pk>/", sheets.sheet, name="sheet"),
    path("commissione/schede/<int:pk>/salva/", sheets.save, name="sheet_save"),
    path("commissione/schede/<int:pk>/riapri/", sheets.reopen, name="sheet_reopen"),
    path("commissione/schede/<int:pk>/conflitto/", sheets.conflict, name="sheet_conflict"),
    path("commissione/schede/<int:pk>/domanda/", sheets.project, name="project"),
    path("commissione/schede/<int:pk>/allegati/<int:file_pk>/", files.sheet_file, name="sheet_file"),
]

HERE = "bandi/<slug:slug>/graduatoria"
PUBLIC = [
    path(f"{HERE}/", ranking_public.ranking, name="ranking"),
    path(f"{HERE}.csv", ranking_files.table, name="ranking_csv"),
    path(f"{HERE}.pdf", ranking_files.minutes, name="ranking_pdf"),
    path(f"{HERE}/replay.json", ranking_files.replay, name="ranking_replay"),
    path(f"{HERE}/risultato.json", ranking_files.result, name="ranking_result"),
    path(f"{HERE}/lotti.csv", lots_files.table, name="lots_csv"),
    path(f"{HERE}/lotti.json", lots_files.replay, name="lots_replay"),
    path(f"{HERE}/lotti-risultato.json", lots_files.result, name="lots_result"),
    path(f"{HERE}/<int:version>/lotti.csv", lots_files.table, name="lots_csv_version"),
    path(f"{HERE}/<int:version>/lotti.json", lots_files.replay, name="lots_replay_version"),
    path(f"{HERE}/<int:version>/lotti-risultato.json", lots_files.result, name="lots_result_version"),
    path(f"{HERE}/<int:version>/", ranking_public.ranking, name="ranking_version"),
    path(f"{HERE}/<int:version>.csv", ranking_files.table, name="ranking_csv_version"),
    path(f"{HERE}/<int:version>.pdf", ranking_files.minutes, name="ranking_pdf_version"),
    path(f"{HERE}/<int:version>/replay.json", ranking_files.replay, name="ranking_replay_version"),
    path(f"{HERE}/<int:version>/risultato.json", ranking_files.result, name="ranking_result_version"),
]

urlpatterns = [
    *message_urls.urlpatterns,
    *after_urls.urlpatterns,
    *casework_urls.urlpatterns,
    *OFFICE,
    *COMMITTEE,
    *PUBLIC,
]
