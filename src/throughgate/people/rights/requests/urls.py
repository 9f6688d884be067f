"""Addresses of requests: opened from a record, then a case of its own."""

from django.urls import path

from throughgate.people.rights.requests import pages
from throughgate.people.rights.requests.items import pages as items

CASE = "requests/<uuid:person>/<uuid:case>"

of_record = [
    path("<uuid:person>/rights/requests/open", pages.open_request, name="open-request"),
]
of_rights = [
    path("requests", pages.requests, name="requests"),
    path(CASE, pages.one, name="request"),
    path(f"{CASE}/proof", pages.ask_proof, name="ask-proof"),
    path(f"{CASE}/begin", pages.begin, name="begin-request"),
    path(f"{CASE}/send", pages.send, name="send-request"),
    path(f"{CASE}/approve", pages.approve, name="approve-request"),
    path(f"{CASE}/give", pages.give, name="give-request"),
    *(
        path(f"{CASE}/{step}", pages.say_why, {"step": step}, name=f"{step}-request")
        for step in pages.STEPS
    ),
    path(f"{CASE}/preview", pages.preview, name="preview-request"),
    path(f"{CASE}/file.html", pages.file_to_read, name="request-to-read"),
    path(f"{CASE}/file.json", pages.file_for_machines, name="request-for-machines"),
    path(f"{CASE}/items", items.items, name="request-items"),
    path(f"{CASE}/items/rest", items.decide_the_rest, name="decide-the-rest"),
    path(f"{CASE}/items/<uuid:item>", items.decide, name="decide-item"),
    path(f"{CASE}/answered", items.answered, name="answer-request"),
]
