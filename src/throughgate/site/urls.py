"""Every address of the workspace."""

from django.urls import include, path

from throughgate.site import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("evidence/", include("throughgate.partnership.measurement.urls")),
    path("evidence/", include("throughgate.data.imports.urls")),
    path("agreements/", include("throughgate.privacy.access.urls")),
    path("people/", include("throughgate.data.imports.people.urls")),
    path("people/", include("throughgate.people.urls")),
    path("rights/", include("throughgate.people.rights.urls")),
    path("administration/", include("throughgate.privacy.administration.urls")),
    path("", include("throughgate.privacy.sign_in.urls")),
    path("health", pages.health, name="health"),
]

handler400 = "throughgate.site.pages.bad_request"
handler404 = "throughgate.site.pages.not_found"
handler500 = "throughgate.site.pages.broken"
