"""Addresses of the pages of sharing agreements."""

from django.urls import path

from throughgate.privacy.access import pages

urlpatterns = [
    path("", pages.agreements, name="agreements"),
    path("add", pages.add_agreement, name="add-agreement"),
    path("<int:id>", pages.agreement, name="agreement"),
    path("<int:id>/change", pages.change_agreement, name="change-agreement"),
    path("<int:id>/end", pages.end_agreement, name="end-agreement"),
    path("<int:id>/parties/add", pages.add_party, name="add-party"),
    path("<int:id>/parties/<int:party>/sign", pages.sign_agreement, name="sign-agreement"),
    path("<int:id>/flows/add", pages.add_flow, name="add-flow"),
    path("<int:id>/flows/<int:flow>/remove", pages.remove_flow, name="remove-flow"),
]
