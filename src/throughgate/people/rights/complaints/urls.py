"""Addresses of complaints."""

from django.urls import path

from throughgate.people.rights.complaints import pages

CASE = "complaints/<uuid:person>/<uuid:case>"

of_record = [path("<uuid:person>/rights/complaints/add", pages.receive, name="receive-complaint")]
of_rights = [
    path("complaints", pages.complaints, name="complaints"),
    path(CASE, pages.complaint, name="complaint"),
    path(f"{CASE}/acknowledge", pages.acknowledge, name="acknowledge-complaint"),
    path(f"{CASE}/withdraw", pages.withdraw, name="withdraw-complaint"),
]
