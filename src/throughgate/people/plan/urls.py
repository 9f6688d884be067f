"""Addresses of the plan."""

from django.urls import path

from throughgate.people.plan import pages
from throughgate.people.plan.agreeing import pages as agreeing
from throughgate.people.plan.carrying import pages as carrying
from throughgate.people.plan.needs import pages as needs
from throughgate.people.plan.printed import pages as printed
from throughgate.people.plan.suggestions import pages as suggestions

PLAN = "<uuid:person>/plan"
urlpatterns = [
    path(PLAN, pages.plan, name="person-plan"),
    path(f"{PLAN}/before", pages.history, name="plan-history"),
    path(f"{PLAN}/goals/add", pages.add_goal, name="add-goal"),
    path(f"{PLAN}/goals/<uuid:row>", pages.change_goal, name="change-goal"),
    path(f"{PLAN}/steps/add", pages.add_step, name="add-step"),
    path(f"{PLAN}/steps/<uuid:row>", pages.change_step, name="change-step"),
    path(f"{PLAN}/steps/<uuid:row>/progress", pages.progress, name="step-progress"),
    path("<uuid:person>/needs/<uuid:row>/become", needs.become, name="need-become"),
    path(f"{PLAN}/needs", suggestions.needs, name="plan-needs"),
    path(f"{PLAN}/take", suggestions.take, name="take-suggestion"),
    path(f"{PLAN}/refuse", suggestions.refuse, name="refuse-suggestion"),
    path(f"{PLAN}/refused/<uuid:row>/again", suggestions.again, name="suggest-again"),
    path(f"{PLAN}/order", suggestions.order, name="plan-order"),
    path(f"{PLAN}/agreement", agreeing.agreement, name="plan-agreement"),
    path(f"{PLAN}/review", agreeing.review, name="plan-review"),
    path(f"{PLAN}/carry", carrying.carry, name="carry-plan"),
    path(f"{PLAN}/asked", carrying.asked, name="plan-asked"),
    path(f"{PLAN}/give", printed.give, name="plan-to-give"),
]
