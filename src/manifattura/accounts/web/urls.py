"""Addresses of sign-in, profile, notices, staff and audit trail."""

from django.urls import include, path, re_path

from . import accesses, audit, demo, invitation, notices, offices, profile, sign_in, signatures, staff

pages = [
    path("sessione/", profile.stay, name="stay"),
    path("inizio/", profile.home, name="home"),
    path("profilo/", profile.profile, name="profile"),
    path("avvisi/", notices.notices, name="notices"),
    path("avvisi/letti/", notices.read_all, name="notices_read"),
    path("avvisi/<int:pk>/", notices.notice, name="notice"),
    path("invito/<str:token>/", invitation.invitation, name="invitation"),
    path("demo/", demo.choose, name="demo"),
    path("demo/entra/", demo.sign_in, name="demo_sign_in"),
    path("demo/posta/", demo.mailbox, name="demo_mailbox"),
    path("demo/posta/<int:pk>/", demo.mail, name="demo_mail"),
    path("ufficio/persone/", staff.staff, name="staff"),
    path("ufficio/persone/invita/", staff.invite, name="staff_invite"),
    path("ufficio/persone/<int:pk>/secondo-fattore/", staff.reset_factor, name="staff_reset_factor"),
    path("ufficio/persone/ruoli/<int:pk>/togli/", staff.revoke, name="staff_revoke"),
    re_path(
        r"^ufficio/persone/inviti/(?P<pk>\d+)/(?P<step>rimanda|annulla)/$",
        staff.invitation_step,
        name="invitation_step",
    ),
    path("ufficio/uffici/", offices.offices, name="offices"),
    path("ufficio/uffici/nuovo/", offices.office, name="office_new"),
    path("ufficio/uffici/<int:pk>/", offices.office, name="office"),
    path("ufficio/registro-accessi/", accesses.access_log, name="accesses"),
    path("ufficio/firme/", signatures.signatures, name="signatures"),
    path("ufficio/firme/<int:pk>/togli/", signatures.withdraw, name="signatures_withdraw"),
    path("ufficio/registro/", audit.trail, name="audit"),
    path("ufficio/registro/<int:pk>/", audit.entry, name="audit_entry"),
]

urlpatterns = [
    path("", include(sign_in)),
    path("", include((pages, "accounts"))),
]
