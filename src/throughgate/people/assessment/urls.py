"""Addresses of a person’s needs and assessments."""

from django.urls import path

from throughgate.people.assessment import pages
from throughgate.people.assessment.filling import pages as filling
from throughgate.people.assessment.signing import pages as signing

ONE = "<uuid:person>/needs/<uuid:row>"
urlpatterns = [
    path("countersigning", signing.countersigning, name="countersigning"),
    path("<uuid:person>/needs", pages.needs, name="person-needs"),
    path("<uuid:person>/needs/start", pages.start, name="start-assessment"),
    path(ONE, pages.assessment, name="assessment"),
    path(f"{ONE}/harm", filling.harm, name="assessment-harm"),
    path(f"{ONE}/check", signing.check, name="check-assessment"),
    path(f"{ONE}/still-so", filling.still_so, name="still-so"),
    path(f"{ONE}/go-on", filling.go_on, name="go-on-assessment"),
    path(f"{ONE}/sign", signing.sign, name="sign-assessment"),
    path(f"{ONE}/open-again", signing.open_again, name="open-assessment-again"),
    path(f"{ONE}/countersign", signing.countersign, name="countersign-assessment"),
    path(f"{ONE}/part/<str:part>", filling.fill, name="assessment-part"),
    path(f"{ONE}/part/<str:part>/needs", filling.choose_needs, name="choose-needs"),
    path(f"{ONE}/part/<str:part>/hand-in", signing.hand_in, name="hand-in-part"),
]
