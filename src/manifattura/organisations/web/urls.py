"""Addresses of the organisation pages."""

from django.urls import path, re_path

from . import activities, facts, linked, members, mine, office, people, seats

app_name = "organisations"

urlpatterns = [
    path("imprese/", mine.mine, name="list"),
    path("imprese/nuova/", mine.create, name="create"),
    path("imprese/nuova/<slug:slug>/", mine.create_kind, name="create_kind"),
    path("imprese/inviti/<int:pk>/", mine.answer, name="answer_invitation"),
    path("imprese/raggruppamenti/<int:pk>/", members.answer, name="answer_membership"),
    path("imprese/<int:pk>/", facts.detail, name="detail"),
    path("imprese/<int:pk>/richiesta/", mine.ask, name="ask"),
    path("imprese/<int:pk>/dati/", facts.facts, name="facts"),
    path("imprese/<int:pk>/dimensione/", facts.size, name="size"),
    path("imprese/<int:pk>/costituzione/", facts.constitution, name="constitution"),
    path("imprese/<int:pk>/attivita/", activities.activities, name="activities"),
    re_path(
        r"^imprese/(?P<pk>\d+)/attivita/(?P<activity>\d+)/(?P<step>togli|principale)/$",
        activities.activity_step,
        name="activity_step",
    ),
    path("imprese/<int:pk>/sedi/nuova/", seats.seat, name="seat_new"),
    path("imprese/<int:pk>/sedi/<int:seat>/", seats.seat, name="seat"),
    path("imprese/<int:pk>/sedi/<int:seat>/togli/", seats.remove, name="seat_remove"),
    path("imprese/<int:pk>/persone/", people.people, name="people"),
    path("imprese/<int:pk>/persone/<int:mandate>/", people.mandate, name="mandate"),
    path("imprese/<int:pk>/componenti/", members.members, name="members"),
    path("imprese/<int:pk>/componenti/<int:member>/togli/", members.remove, name="member_remove"),
    path("ufficio/imprese/", office.organisations, name="office_list"),
    path("ufficio/imprese/collegate/", linked.groups, name="linked_groups"),
    path("ufficio/imprese/collegate/nuovo/", linked.begin, name="linked_new"),
    path("ufficio/imprese/collegate/<int:pk>/", linked.group, name="linked_group"),
    path("ufficio/imprese/<int:pk>/", office.organisation, name="office_detail"),
    path("ufficio/imprese/<int:pk>/sedi/<int:seat>/verifica/", office.check, name="office_check_seat"),
    path("ufficio/imprese/richieste/", office.claims, name="office_claims"),
    path("ufficio/imprese/richieste/<int:pk>/", office.claim, name="office_claim"),
    path("ufficio/imprese/incarichi/<int:pk>/", office.end_mandate, name="office_end_mandate"),
]
