"""Addresses of who works with whom."""

from django.urls import path

from throughgate.people.person.workers import pages

urlpatterns = [
    path("<uuid:person>/workers", pages.workers, name="person-workers"),
    path("<uuid:person>/workers/allocate", pages.allocate, name="allocate-person"),
    path("<uuid:person>/workers/<uuid:row>/end", pages.end, name="end-allocation"),
    path("workers", pages.caseloads, name="caseloads"),
    path("workers/nobody", pages.without_lead, name="without-lead"),
    path("workers/<int:worker>", pages.caseload, name="caseload"),
    path("workers/<int:worker>/give-on", pages.give_on, name="give-on-caseload"),
    path("workers/cover", pages.cover, name="add-cover"),
    path("workers/cover/<int:cover>/end", pages.end_cover, name="end-cover"),
]
