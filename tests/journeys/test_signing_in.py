"""Coming in: invited, by keyboard, with an authenticator app, with a passkey."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Looking, Workspace

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
OWN = "three words together"
SECONDS = 60


def link_in_letter(workspace: Workspace, to: str) -> str:
    """What the worker wrote into the folder of letters."""
    for _ in range(SECONDS * 4):
        for letter in sorted((workspace.home / "letters").glob("*.log")):
            text = letter.read_text(encoding="utf-8").replace("=\n", "")
            if to in text and (found := re.search(r"/invitation/\S+", text)):
                return workspace.address + found[0]
        time.sleep(0.25)
    raise AssertionError(f"no invitation to {to} came")


def code(key: str) -> str:
    from allauth.mfa.totp.internal.auth import hotp_value

    return f"{hotp_value(key, int(time.time()) // 30):06}"


def test_invited_and_at_work_by_keyboard(
    page: Page, workspace: Workspace, looking: Looking
) -> None:
    page.goto(workspace.address)
    looking.at(page, "sign-in")
    workspace.sign_in(page, "administrator", "not the password")
    expect(page.get_by_role("alert").first).to_contain_text("is not right")
    page.get_by_role("link", name="The e-mail address or the password is not right").press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    workspace.sign_in(page, "administrator")
    page.get_by_role("link", name="Administration").press("Enter")
    page.get_by_role("link", name="Ellorshire Council").press("Enter")
    page.get_by_role("button", name="Add somebody").press("Enter")
    looking.at(page, "add-somebody")
    page.get_by_label("First name").fill("Sam")
    page.get_by_label("Last name").fill("Newcomer")
    page.get_by_label("E-mail address at work").fill("sam@county.example")
    page.get_by_label("Role").select_option("Manager")
    page.get_by_role("button", name="Give the post and invite").press("Enter")
    expect(page.get_by_text("Invited; can begin until")).to_be_visible()
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

    page.goto(link_in_letter(workspace, "sam@county.example"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Sam")
    page.get_by_label("Choose a password").fill(OWN)
    looking.at(page, "invitation")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your password is set")).to_be_visible()
    workspace.sign_in(page, "sam", OWN)
    expect(page.locator(".app-who")).to_contain_text("Ellorshire Council, Sam Newcomer")
    expect(page.get_by_role("link", name="Administration")).to_have_count(0)
    looking.at(page, "home-of-somebody-new")


def test_an_app_and_a_passkey(page: Page, workspace: Workspace, looking: Looking) -> None:
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    key |= {"hasUserVerification": True, "isUserVerified": True}
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": key})

    workspace.sign_in(page, "records")
    page.get_by_role("link", name="Your sign-in").click()
    looking.at(page, "your-sign-in")
    page.get_by_role("link", name="Set up authenticator app").click()
    page.get_by_label("Password", exact=True).fill("made-up-county")
    page.get_by_role("button", name="Continue").click()
    secret = page.locator("strong.app-break").inner_text()
    looking.at(page, "authenticator-app")
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    expect(page.locator(".app-codes li")).to_have_count(10)
    looking.at(page, "recovery-codes")
    spare = page.locator(".app-codes li").first.inner_text()

    page.get_by_role("link", name="Your sign-in").first.click()
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name").fill("This computer")
    page.get_by_label("Sign in with it alone").check()
    looking.at(page, "passkey")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("1 passkey")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    workspace.sign_in(page, "records")
    looking.at(page, "second-step")
    page.get_by_label("Code").fill(spare)
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".app-who")).to_contain_text("Ellorshire Probation")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".app-who")).to_contain_text("Ellorshire Probation")
