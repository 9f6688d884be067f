"""Addresses of the breach log."""

from django.urls import path

from throughgate.people.rights.breaches import pages

of_rights = [
    path("breaches", pages.breaches, name="breaches"),
    path("breaches/add", pages.write_down, name="write-breach"),
    path("breaches/<uuid:id>", pages.breach, name="breach"),
    *(
        path(f"breaches/<uuid:id>/{step}", pages.take_step, {"step": step}, name=f"{step}-breach")
        for step in pages.STEPS
    ),
]
