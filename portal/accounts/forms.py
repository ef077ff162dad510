"""Forms of signing up and in: allauth's, in our words, with our guards."""

from allauth.account import forms as allauth
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.guards import GuardedForm

from .limits import may_try

EMAIL_ERRORS = {
    "required": _("Geben Sie Ihre E-Mail-Adresse an."),
    "invalid": _("Diese Adresse ist nicht vollständig. Sie sieht aus wie name@example.org."),
}
TOO_OFTEN = _(
    "Zu dieser Adresse kamen gerade viele Anfragen. Sehen Sie ins Postfach oder warten Sie zehn Minuten."
)
CODE_ERRORS = {"required": _("Geben Sie den Code aus der E-Mail ein.")}
PASSWORD_HINT = _("Mindestens zwölf Zeichen. Drei zufällige Wörter sind gut und leicht zu merken.")


class OurWords:
    """Labels, hints and errors by field name; allauth's placeholders go: labels say it."""

    WORDS = {}
    HINTS = {}
    ERRORS = {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.WORDS.get(name, field.label)
            if name in self.WORDS:
                field.help_text = self.HINTS.get(name, "")
            field.error_messages |= self.ERRORS.get(name, {})


class LoginForm(OurWords, allauth.LoginForm):
    WORDS = {
        "login": _("E-Mail-Adresse"),
        "password": _("Passwort"),
        "remember": _("Auf diesem Gerät zwei Wochen angemeldet bleiben"),
    }
    ERRORS = {"login": EMAIL_ERRORS, "password": {"required": _("Geben Sie Ihr Passwort ein.")}}


class MailingForm(GuardedForm):
    """A public form after which a mail goes to the address in it."""

    PURPOSE = ""

    def __init__(self, data=None, **options):
        super().__init__(data, request=context.request, **options)

    def clean(self):
        super().clean()
        if not self.errors and not may_try(self.request, self.PURPOSE, self.cleaned_data["email"]):
            raise ValidationError(TOO_OFTEN)


class SignupForm(OurWords, MailingForm, allauth.SignupForm):
    PURPOSE = "signup"
    WORDS = {"email": _("E-Mail-Adresse"), "password1": _("Passwort")}
    HINTS = {"email": _("Am besten eine, die auch Ihre Vertretung liest."), "password1": PASSWORD_HINT}
    ERRORS = {"email": EMAIL_ERRORS, "password1": {"required": _("Wählen Sie ein Passwort.")}}

    def try_save(self, request):
        """An address that has an account costs as much work as a new one: nobody can tell them apart by time."""
        if self.account_already_exists:
            allauth.get_user_model()().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ResetPasswordForm(OurWords, MailingForm, allauth.ResetPasswordForm):
    PURPOSE = "reset"
    WORDS = {"email": _("E-Mail-Adresse")}
    ERRORS = {"email": EMAIL_ERRORS}


class RequestLoginCodeForm(OurWords, MailingForm, allauth.RequestLoginCodeForm):
    PURPOSE = "code"
    WORDS = {"email": _("E-Mail-Adresse")}
    ERRORS = {"email": EMAIL_ERRORS}


class LoginCodeForm(OurWords, allauth.ConfirmLoginCodeForm):
    WORDS = {"code": _("Code")}
    ERRORS = {"code": CODE_ERRORS}


class ResetCodeForm(OurWords, allauth.ConfirmPasswordResetCodeForm):
    WORDS = {"code": _("Code")}
    ERRORS = {"code": CODE_ERRORS}


class NewPasswordForm(OurWords, allauth.ResetPasswordKeyForm):
    WORDS = {"password1": _("Neues Passwort"), "password2": _("Neues Passwort noch einmal")}
    HINTS = {"password1": PASSWORD_HINT}


class SetPasswordForm(OurWords, allauth.SetPasswordForm):
    WORDS = NewPasswordForm.WORDS
    HINTS = NewPasswordForm.HINTS


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):
    WORDS = NewPasswordForm.WORDS | {"oldpassword": _("Jetziges Passwort")}
    HINTS = NewPasswordForm.HINTS


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    WORDS = {"password": _("Passwort")}
    ERRORS = {"password": {"required": _("Geben Sie Ihr Passwort ein.")}}


class ChangeEmailForm(OurWords, allauth.AddEmailForm):
    WORDS = {"email": _("Neue E-Mail-Adresse")}
    HINTS = {"email": _("Dorthin kommt eine E-Mail. Erst wenn Sie dort bestätigen, gilt die neue Adresse.")}
    ERRORS = {"email": EMAIL_ERRORS}

    def clean_email(self):
        if not may_try(context.request, "new-address", self.cleaned_data["email"]):
            raise ValidationError(TOO_OFTEN)
        return super().clean_email()


class OwnDataForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("So sehen Sie die anderen in Ihrem Team und das Bildungsbüro."),
        error_messages={"required": _("Geben Sie Ihren Namen an.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
