from django.apps import AppConfig


class Site(AppConfig):
    name = "throughgate.site"
    label = "site_shell"
