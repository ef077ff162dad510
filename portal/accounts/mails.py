"""Mails of sign-up and sign-in: allauth says which, we say it in our words and through our outbox."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core import outbox
from portal.core.links import PARAMETER

# allauth's name of a mail: (our template, subject).
LETTERS = {
    "account/email/email_confirmation_signup": ("account_confirm", _("Bestätigen Sie Ihre E-Mail-Adresse")),
    "account/email/email_confirmation": ("account_confirm", _("Bestätigen Sie Ihre E-Mail-Adresse")),
    "account/email/account_already_exists": ("account_exists", _("Sie haben schon ein Konto")),
    "account/email/unknown_account": ("account_unknown", _("Zu dieser Adresse gibt es kein Konto")),
    "account/email/login_code": ("account_code", _("Ihr Code zum Anmelden")),
    "account/email/password_reset_code": ("account_reset_code", _("Ihr Code für ein neues Passwort")),
}
# What happened to an account, told to its owner afterwards.
NOTICES = {
    "account/email/password_changed": _("Ihr Passwort ist geändert"),
    "account/email/password_reset": _("Ihr Passwort ist geändert"),
    "account/email/password_set": _("Ihr Konto hat jetzt ein Passwort"),
    "account/email/email_changed": _("Ihre E-Mail-Adresse ist geändert"),
    "account/email/email_confirm": _("Ihre E-Mail-Adresse ist bestätigt"),
    "account/email/email_deleted": _("Eine E-Mail-Adresse ist aus Ihrem Konto entfernt"),
    "mfa/email/totp_activated": _("Ihr Konto ist jetzt mit einer App gesichert"),
    "mfa/email/totp_deactivated": _("Die Sicherung mit einer App ist ausgeschaltet"),
    "mfa/email/recovery_codes_generated": _("Ihr Konto hat neue Ersatzcodes"),
    "mfa/email/webauthn_added": _("Ihr Konto hat einen neuen Passkey"),
    "mfa/email/webauthn_removed": _("Ein Passkey ist aus Ihrem Konto entfernt"),
    "socialaccount/email/account_connected": _("Ihr Konto ist mit einer zentralen Anmeldung verbunden"),
    "socialaccount/email/account_disconnected": _("Ihr Konto ist von einer zentralen Anmeldung getrennt"),
}


def write(name, email, context):
    """Put the mail that allauth calls ``name`` into the outbox. Raises KeyError for a name we have no words for."""
    words = {key: context[key] for key in ("code", "activate_url") if key in context}
    words["login_url"] = address("account_login")
    if name in NOTICES:
        template, subject = "account_notice", NOTICES[name]
    else:
        template, subject = LETTERS[name]
        words |= {"signup_url": address("account_signup"), "reset_url": address("account_reset_password")}
    outbox.write(template, to=email, subject=str(subject), context=words)


def confirmation_address(key):
    """The key stands behind a question mark: logs hold no query strings."""
    return f"{address('account_confirm_email')}?{urlencode({PARAMETER: key})}"


def address(url_name):
    return settings.SITE_URL + reverse(url_name)
