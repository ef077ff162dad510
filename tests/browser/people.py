"""What people do in every journey: read a mail of the demo, sign in without a password."""

import re
from urllib.parse import urlsplit

FASTEST = 2500  # milliseconds; nobody fills a form faster


def open_mail(page, recipient, subject=""):
    """Open the newest mail to an address in the demo's mailbox."""
    page.goto("/demo/postfach/")
    mails = page.locator("main li").filter(has_text=recipient).filter(has_text=subject)
    mails.get_by_role("link").first.click()


def follow_mail(page, recipient, subject=""):
    """Open the first link of the newest mail to an address."""
    open_mail(page, recipient, subject)
    link = urlsplit(page.locator("main a[href*='code=']").first.get_attribute("href"))
    page.goto(f"{link.path}?{link.query}")


def sign_in(page, email):
    """With a code by mail, as somebody who has forgotten the password."""
    page.goto("/konto/anmelden/code/")
    page.get_by_label("E-Mail").fill(email)
    page.wait_for_timeout(FASTEST)
    page.get_by_role("button", name="Code anfordern").click()
    enter = page.url
    open_mail(page, email)
    code = re.search(r"15 Minuten:\s+(\S+)", page.locator("main .bp-prose").inner_text())[1]
    page.goto(enter)
    page.get_by_label("Code").fill(code)
    page.locator("main form").first.get_by_role("button").first.click()
