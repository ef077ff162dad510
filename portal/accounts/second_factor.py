"""Codes of the second factor: tries are counted for each account, with those of known devices apart."""

from allauth.core import context
from allauth.mfa.base import forms as allauth
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .adapter import AccountAdapter
from .forms import OurWords
from .limits import may_try

WORDS = {"code": _("Code aus der App oder Ersatzcode")}
ERRORS = {"code": {"required": _("Geben Sie den Code ein, den die App gerade zeigt.")}}


class CountedCode(OurWords):
    WORDS = WORDS
    ERRORS = ERRORS

    def clean_code(self):
        if not may_try(context.request, "second-factor", self.user.email):
            raise ValidationError(AccountAdapter.error_messages["rate_limited"])
        return super().clean_code()


class AuthenticateForm(CountedCode, allauth.AuthenticateForm):
    pass


class ReauthenticateForm(CountedCode, allauth.ReauthenticateForm):
    pass


class ActivateTotpForm(CountedCode, ActivateTOTPForm):
    WORDS = {"code": _("Code, den die App zeigt")}


class PasskeyName(OurWords):
    WORDS = {"name": _("Name des Passkeys")}
    HINTS = {"name": _("Zum Beispiel „Telefon“ oder „Büro“.")}


class AddPasskeyForm(PasskeyName, AddWebAuthnForm):
    pass


class RenamePasskeyForm(PasskeyName, EditWebAuthnForm):
    pass
