"""Addresses of the pages for administrators."""

from django.urls import path, re_path

from throughgate.privacy.administration import pages

urlpatterns = [
    path("", pages.organisations, name="organisations"),
    path("add", pages.add_organisation, name="add-organisation"),
    path("<int:id>", pages.organisation, name="organisation"),
    path("<int:id>/end", pages.end_organisation, name="end-organisation"),
    path("<int:id>/add", pages.add_worker, name="add-worker"),
    path("<int:id>/workers/<int:user>", pages.worker, name="worker"),
    re_path(
        r"^(?P<id>\d+)/workers/(?P<user>\d+)/(?P<how>invite|unlock|second-step)$",
        pages.help_worker,
        name="help-worker",
    ),
    path("posts/<int:id>/end", pages.end_post, name="end-post"),
]
