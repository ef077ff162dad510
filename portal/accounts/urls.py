"""Addresses of signing up, signing in and one's own account; allauth's names are kept, since it asks for them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import include, path

from . import views

ours = [
    path("", views.home, name="home"),
    path("einstellungen/", views.settings, name="settings"),
    path("einstellungen/daten/", views.export, name="export"),
    path("einstellungen/loeschen/", views.delete, name="delete"),
    path("geloescht/", views.deleted, name="deleted"),
]
urlpatterns = [
    path("", include((ours, "accounts"))),
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/code/", account.request_login_code, name="account_request_login_code"),
    path("anmelden/code/eingeben/", account.confirm_login_code, name="account_confirm_login_code"),
    path("anmelden/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("anmelden/zweiter-schritt/", mfa.authenticate, name="mfa_authenticate"),
    path("anmelden/zentral/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("anmelden/zentral/<str:provider_id>/zurueck/", oidc.callback, name="openid_connect_callback"),
    path("anmelden/zentral-abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("anmelden/zentral-fehler/", social.login_error, name="socialaccount_login_error"),
    path("anmelden/zentral-neu/", social.signup, name="socialaccount_signup"),
    path("abmelden/", account.logout, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("registrieren/", account.signup, name="account_signup"),
    path("noch-einmal-anmelden/", account.reauthenticate, name="account_reauthenticate"),
    path("noch-einmal-anmelden/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "noch-einmal-anmelden/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("e-mail/", account.email, name="account_email"),
    path("e-mail/unterwegs/", account.email_verification_sent, name="account_email_verification_sent"),
    path("e-mail/bestaetigen/", views.confirm_email, name="account_confirm_email"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/festlegen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("passwort/code/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("passwort/neu/", account.complete_password_reset, name="account_complete_password_reset"),
    path("passwort/fertig/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("zwei-faktor/", mfa.index, name="mfa_index"),
    path("zwei-faktor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("zwei-faktor/app/ausschalten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zwei-faktor/ersatzcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "zwei-faktor/ersatzcodes/neu/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "zwei-faktor/ersatzcodes/datei/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/neu/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/entfernen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("anmeldungen/", sessions.list_usersessions, name="usersessions_list"),
    path("zentrale-anmeldung/", social.connections, name="socialaccount_connections"),
]
