"""Every table about persons says when its rows go: by a deletion rule, with another row, or by whom they are kept."""

import re

from django.apps import apps
from django.db import models

from portal.core import jobs, retention

# Columns that hold something about a person, besides e-mail addresses and accounts.
PERSONAL = re.compile(
    r"person|phone|guest(_|$)|(^|_)by(_owner)?$|contact_name|^answers?$|^needs$|^seat$|^membership$|^participation$"
)
WITH_ITS_OWNER = "goes with the row it belongs to"
STAFF_KEEPS_IT = "public or official: kept by the team, ended by them"
ENDS = {
    "account.EmailAddress": WITH_ITS_OWNER,
    "admin.LogEntry": STAFF_KEEPS_IT,
    "mfa.Authenticator": WITH_ITS_OWNER,
    "socialaccount.SocialAccount": WITH_ITS_OWNER,
    "usersessions.UserSession": "Anmeldungen, deren Sitzung beendet ist",
    "core.User": "Konten ohne bestätigte E-Mail-Adresse",
    "core.OutgoingMail": "Mails, die versandt oder aufgegeben sind",
    "alerts.SearchAlert": "Benachrichtigungen, die niemand verlängert hat",
    "pages.SiteSettings": STAFF_KEEPS_IT,
    "pages.HistoricalSiteSettings": STAFF_KEEPS_IT,
    "pages.HistoricalLegalPage": STAFF_KEEPS_IT,
    "providers.Provider": STAFF_KEEPS_IT,
    "providers.Offer": STAFF_KEEPS_IT,
    "providers.HistoricalProvider": "Personen und Adressen in alten Fassungen",
    "providers.HistoricalOffer": "Personen und Adressen in alten Fassungen",
    "providers.HistoricalLocation": STAFF_KEEPS_IT,
    "providers.LocationAccess": STAFF_KEEPS_IT,
    "providers.OfferAccess": STAFF_KEEPS_IT,
    "providers.TeamMember": WITH_ITS_OWNER,
    "providers.TeamInvitation": "Einladungen in ein Team",
    "providers.ProviderClaim": "Anfragen nach einem Eintrag",
    "providers.Submission": "Adressen zu Einreichungen",
    "providers.BulkUpload": "Eingelesene Listen",
    "providers.OfferSource": WITH_ITS_OWNER,
    "providers.StatusChange": WITH_ITS_OWNER,
    "providers.StatusReport": WITH_ITS_OWNER,
    "providers.CaseCheck": "Wer ein Angebot gerade prüft",
    "providers.CaseMessage": "Fragen, Antworten und Notizen zu Angeboten",
    "providers.OfferChange": "Entschiedene Änderungen an Angeboten",
    "providers.VisitorReport": "Hinweise aus der Öffentlichkeit",
    "networks.Network": STAFF_KEEPS_IT,
    "networks.HistoricalNetwork": "Personen und Adressen in alten Fassungen von Netzwerken",
    "networks.Membership": "Personen beendeter Mitgliedschaften",
    "networks.HistoricalMembership": "Personen und Adressen in alten Fassungen von Netzwerken",
    "networks.Admission": "Anfragen und Einladungen",
    "networks.Handover": "Übergaben",
    "networks.ContactNote": "Kontaktnotizen des Teams",
    "networks.ContactWarning": WITH_ITS_OWNER,
    "networks.Attendance": "Gäste von Sitzungen",
    "networks.ExchangeEntry": "Einträge der Börse",
    "networks.ExchangeContact": "Einträge der Börse",
    "networks.ExchangeMessage": "Einträge der Börse",
    "events.Event": STAFF_KEEPS_IT,
    "events.HistoricalEvent": "Ansprechpersonen in alten Fassungen",
    "events.EventAccess": STAFF_KEEPS_IT,
    "events.Speaker": "E-Mail-Adressen von Mitwirkenden",
    "events.Contribution": "Eingereichte Beiträge",
    "events.Registration": "Namen, Adressen und Antworten von Angemeldeten",
    "events.Participation": "Namen, Adressen und Antworten von Angemeldeten",
    "events.Booking": WITH_ITS_OWNER,
}


def is_personal(field):
    is_account = field.is_relation and field.related_model and field.related_model._meta.label == "core.User"
    return isinstance(field, models.EmailField) or is_account or PERSONAL.search(field.name)


def tables():
    for model in apps.get_models():
        if any(is_personal(field) for field in model._meta.concrete_fields):
            yield model._meta.label


def test_every_table_about_persons_has_an_end():
    assert sorted(set(tables()) - set(ENDS)) == []
    assert sorted(set(ENDS) - set(tables())) == []


def test_the_worker_knows_the_rules_named_here():
    jobs.load()
    rules = [rule.words for rule in retention.RULES]
    for table, end in ENDS.items():
        known = end in (WITH_ITS_OWNER, STAFF_KEEPS_IT) or any(words.startswith(end) for words in rules)
        assert known, table
