"""Addresses of who works with a person and of what the person said may be told or done."""

from django.urls import path

from throughgate.people.sharing import pages

urlpatterns = [
    path("<uuid:person>/sharing", pages.sharing, name="person-sharing"),
    path("<uuid:person>/sharing/start", pages.start, name="start-involvement"),
    path("<uuid:person>/sharing/<uuid:row>/end", pages.end, name="end-involvement"),
    path("<uuid:person>/sharing/<uuid:row>/extend", pages.extend, name="extend-involvement"),
    path("<uuid:person>/sharing/<uuid:row>/withdraw", pages.withdraw, name="withdraw-involvement"),
    path("<uuid:person>/sharing/<uuid:row>/what-follows", pages.what_follows, name="what-follows"),
    path("<uuid:person>/sharing/health", pages.tell_health, name="tell-health"),
    path(
        "<uuid:person>/sharing/health/<uuid:row>/withdraw",
        pages.withdraw_health,
        name="withdraw-health",
    ),
    path("<uuid:person>/sharing/consent", pages.give_consent, name="give-consent"),
    path(
        "<uuid:person>/sharing/consent/<uuid:row>/withdraw",
        pages.withdraw_consent,
        name="withdraw-consent",
    ),
]
