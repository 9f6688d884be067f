"""Addresses of tier, scores and contacts."""

from django.urls import path

from throughgate.people.tier import pages
from throughgate.people.tier.contact import pages as contact
from throughgate.people.tier.scores import pages as scores

AT = "<uuid:person>/tier"
urlpatterns = [
    path("contacts/overdue", contact.overdue, name="overdue-contacts"),
    path(AT, pages.tier, name="person-tier"),
    path(f"{AT}/why", pages.why, name="tier-why"),
    path(f"{AT}/work-out", pages.work_out, name="work-out-tier"),
    path(f"{AT}/<uuid:row>/confirm", pages.confirm, name="confirm-tier"),
    path(f"{AT}/override", pages.override_tier, name="override-tier"),
    path(f"{AT}/override/<uuid:row>/remove", pages.remove_override, name="remove-override"),
    path(f"{AT}/contacts/add", contact.add_contact, name="add-contact-made"),
    path(f"{AT}/contacts/<uuid:row>", contact.change_contact, name="change-contact-made"),
    path(f"{AT}/contacts/<uuid:row>/remove", contact.remove_contact, name="remove-contact-made"),
    path(f"{AT}/scores", scores.scores, name="person-scores"),
    path(f"{AT}/scores/enter", scores.enter_score, name="enter-score"),
    path(f"{AT}/scores/<uuid:row>", scores.change_score, name="change-score"),
    path(f"{AT}/scores/<uuid:row>/remove", scores.remove_score, name="remove-score"),
    path(f"{AT}/convictions/enter", scores.enter_facts, name="enter-convictions"),
    path(f"{AT}/convictions/<uuid:row>", scores.change_facts, name="change-convictions"),
    path(f"{AT}/convictions/<uuid:row>/remove", scores.remove_facts, name="remove-convictions"),
]
