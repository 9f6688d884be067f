"""The address of the page that tells somebody who can see what about them."""

from django.urls import path

from throughgate.people.rights.sharing import pages

urlpatterns = [
    path("<uuid:person>/who-sees-what", pages.who_sees_what, name="who-sees-what"),
]
