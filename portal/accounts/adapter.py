"""How allauth works here: our outbox, our limits, our sentences."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.guards import network_of

from . import devices, limits, mails


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dieses Konto ist gesperrt. Fragen Sie das Bildungsbüro."),
        "duplicate_email": _("Diese Adresse gehört schon zu Ihrem Konto."),
        "email_password_mismatch": _(
            "E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides oder lassen Sie sich einen Code "
            "mailen."
        ),
        "enter_current_password": _("Das ist nicht Ihr jetziges Passwort."),
        "incorrect_code": _(
            "Dieser Code stimmt nicht. Prüfen Sie die Zeichen oder fordern Sie einen neuen an."
        ),
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "invalid_password_reset": _("Dieser Weg gilt nicht mehr. Fordern Sie einen neuen Code an."),
        "too_many_login_attempts": _(
            "Das waren zu viele Versuche. Warten Sie zehn Minuten oder melden Sie sich mit einem Passkey an."
        ),
        "rate_limited": _("Das waren zu viele Anfragen. Warten Sie zehn Minuten."),
    }

    def send_mail(self, template_prefix, email, context):
        if limits.may_write(template_prefix, email):
            mails.write(template_prefix, email, context)

    def pre_authenticate(self, request, **credentials):
        """Refuse before the password is hashed."""
        if not limits.may_try(request, "login", credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def pre_login(self, request, user, **options):
        """An account without any address of its own was made by staff, who know the person: it needs no proof."""
        if user.is_active and not EmailAddress.objects.filter(user=user).exists():
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return super().pre_login(request, user, **options)

    def post_login(self, request, user, **options):
        response = super().post_login(request, user, **options)
        devices.remember(request, response, user.email)
        return response

    def get_email_confirmation_url(self, request, emailconfirmation):
        return mails.confirmation_address(emailconfirmation.key)

    def get_client_ip(self, request):
        """The network, never the whole address: this is what the list of sign-ins keeps."""
        return network_of(request).partition("/")[0].replace("unknown", "0.0.0.0")  # noqa: S104

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:settings")


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Dieser Code stimmt nicht. Nehmen Sie den, den die App gerade zeigt."),
        "unverified_email": _("Bestätigen Sie zuerst Ihre neue E-Mail-Adresse."),
    }

    def generate_authenticator_name(self, user, type):
        amount = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": amount + 1}
