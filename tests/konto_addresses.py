"""Addresses below /konto/: what a visitor and a person with an account, but nothing else, get. 302 leads to sign in.

Each room adds its own rows; `{slug}` is a provider and `{pk}` a row that belong to somebody else.
"""

# (pattern, example, a visitor gets, a person gets)
SIGNING_IN = (
    ("anmelden/", "anmelden/", 200, 302),
    ("anmelden/code/", "anmelden/code/", 200, 302),
    ("anmelden/code/eingeben/", "anmelden/code/eingeben/", 302, 302),
    ("anmelden/passkey/", "anmelden/passkey/", 302, 302),
    ("anmelden/zweiter-schritt/", "anmelden/zweiter-schritt/", 302, 302),
    ("anmelden/zentral/<str:provider_id>/", "anmelden/zentral/oidc/", 404, 404),
    ("anmelden/zentral/<str:provider_id>/zurueck/", "anmelden/zentral/oidc/zurueck/", 404, 404),
    ("anmelden/zentral-abgebrochen/", "anmelden/zentral-abgebrochen/", 200, 200),
    ("anmelden/zentral-fehler/", "anmelden/zentral-fehler/", 401, 401),
    ("anmelden/zentral-neu/", "anmelden/zentral-neu/", 302, 302),
    ("abmelden/", "abmelden/", 302, 200),
    ("gesperrt/", "gesperrt/", 200, 200),
    ("registrieren/", "registrieren/", 200, 302),
    ("geloescht/", "geloescht/", 200, 200),
    ("noch-einmal-anmelden/", "noch-einmal-anmelden/", 302, 200),
    ("noch-einmal-anmelden/code/", "noch-einmal-anmelden/code/", 302, 302),
    ("noch-einmal-anmelden/passkey/", "noch-einmal-anmelden/passkey/", 302, 302),
    ("e-mail/", "e-mail/", 302, 200),
    ("e-mail/unterwegs/", "e-mail/unterwegs/", 200, 200),
    ("e-mail/bestaetigen/", "e-mail/bestaetigen/", 410, 410),
    ("passwort/", "passwort/", 302, 200),
    ("passwort/festlegen/", "passwort/festlegen/", 302, 302),
    ("passwort/vergessen/", "passwort/vergessen/", 200, 200),
    ("passwort/code/", "passwort/code/", 302, 302),
    ("passwort/neu/", "passwort/neu/", 302, 302),
    ("passwort/fertig/", "passwort/fertig/", 200, 200),
)
OWN_ACCOUNT = (
    ("", "", 302, 200),
    ("einstellungen/", "einstellungen/", 302, 200),
    ("einstellungen/daten/", "einstellungen/daten/", 405, 405),
    ("einstellungen/loeschen/", "einstellungen/loeschen/", 302, 200),
    ("zwei-faktor/", "zwei-faktor/", 302, 200),
    ("zwei-faktor/app/", "zwei-faktor/app/", 302, 302),
    ("zwei-faktor/app/ausschalten/", "zwei-faktor/app/ausschalten/", 302, 404),
    ("zwei-faktor/ersatzcodes/", "zwei-faktor/ersatzcodes/", 302, 404),
    ("zwei-faktor/ersatzcodes/neu/", "zwei-faktor/ersatzcodes/neu/", 302, 302),
    ("zwei-faktor/ersatzcodes/datei/", "zwei-faktor/ersatzcodes/datei/", 302, 404),
    ("passkeys/", "passkeys/", 302, 200),
    ("passkeys/neu/", "passkeys/neu/", 302, 302),
    ("passkeys/<int:pk>/", "passkeys/1/", 302, 302),
    ("passkeys/<int:pk>/entfernen/", "passkeys/1/entfernen/", 302, 302),
    ("anmeldungen/", "anmeldungen/", 302, 200),
    ("zentrale-anmeldung/", "zentrale-anmeldung/", 302, 200),
)
TEAMS = (
    ("anbieter/", "anbieter/", 302, 200),
    ("anbieter-neu/", "anbieter-neu/", 302, 200),
    ("anbieter-anfragen/<slug:slug>/", "anbieter-anfragen/{slug}/", 302, 200),
    ("einladung/", "einladung/", 410, 410),
    ("einladung/konto/", "einladung/konto/", 405, 405),
    ("einladung/ablehnen/", "einladung/ablehnen/", 405, 405),
    ("anbieter/<slug:slug>/", "anbieter/{slug}/", 302, 404),
    ("anbieter/<slug:slug>/orte/neu/", "anbieter/{slug}/orte/neu/", 302, 404),
    ("anbieter/<slug:slug>/orte/<int:pk>/", "anbieter/{slug}/orte/{pk}/", 302, 404),
    ("anbieter/<slug:slug>/orte/<int:pk>/entfernen/", "anbieter/{slug}/orte/{pk}/entfernen/", 302, 404),
    ("anbieter/<slug:slug>/team/", "anbieter/{slug}/team/", 302, 404),
    ("anbieter/<slug:slug>/team/verlassen/", "anbieter/{slug}/team/verlassen/", 302, 404),
    ("anbieter/<slug:slug>/team/<int:pk>/rolle/", "anbieter/{slug}/team/{pk}/rolle/", 405, 405),
    ("anbieter/<slug:slug>/team/<int:pk>/entfernen/", "anbieter/{slug}/team/{pk}/entfernen/", 302, 404),
    (
        "anbieter/<slug:slug>/team/einladungen/<int:pk>/zuruecknehmen/",
        "anbieter/{slug}/team/einladungen/{pk}/zuruecknehmen/",
        405,
        405,
    ),
)
DESK = (
    ("angebote/", "angebote/", 302, 200),
    ("angebote/bestaetigen/", "angebote/bestaetigen/", 302, 200),
    ("angebote/<int:pk>/stand/", "angebote/{pk}/stand/", 405, 405),
    ("angebote/<int:pk>/stand/zurueck/", "angebote/{pk}/stand/zurueck/", 405, 405),
    ("angebote/<int:pk>/zurueckziehen/", "angebote/{pk}/zurueckziehen/", 302, 404),
    ("angebote/<int:pk>/link/", "angebote/{pk}/link/", 302, 404),
    ("angebote/<int:pk>/aushang/", "angebote/{pk}/aushang/", 302, 404),
    ("angebote/<int:pk>/lernweg/", "angebote/{pk}/lernweg/", 302, 404),
)
ENTRY = (
    ("angebote/neu/", "angebote/neu/", 302, 200),
    ("angebote/<int:pk>/schritt/<int:number>/", "angebote/{pk}/schritt/1/", 302, 404),
    ("angebote/<int:pk>/kopieren/", "angebote/{pk}/kopieren/", 302, 404),
    ("angebote/<int:pk>/vorschau/", "angebote/{pk}/vorschau/", 302, 404),
)
BULK = (
    ("einlesen/", "einlesen/", 302, 200),
    ("einlesen/vorlage.csv", "einlesen/vorlage.csv", 302, 200),
    ("einlesen/vorlage.xlsx", "einlesen/vorlage.xlsx", 302, 200),
    ("einlesen/<int:pk>/", "einlesen/{pk}/", 302, 404),
    ("einlesen/<int:pk>/spalten/", "einlesen/{pk}/spalten/", 302, 404),
    ("einlesen/<int:pk>/zeilen/", "einlesen/{pk}/zeilen/", 405, 405),
    ("einlesen/<int:pk>/uebernehmen/", "einlesen/{pk}/uebernehmen/", 405, 405),
    ("einlesen/<int:pk>/fehler.csv", "einlesen/{pk}/fehler.csv", 302, 404),
    ("einlesen/<int:pk>/verwerfen/", "einlesen/{pk}/verwerfen/", 302, 404),
    ("quellen/", "quellen/", 302, 200),
    ("quellen/<int:pk>/", "quellen/{pk}/", 302, 404),
    ("quellen/<int:pk>/aendern/", "quellen/{pk}/aendern/", 405, 405),
    ("quellen/<int:pk>/widersprueche/<int:conflict>/", "quellen/{pk}/widersprueche/1/", 405, 405),
    ("quellen/<int:pk>/austragen/", "quellen/{pk}/austragen/", 302, 404),
)
TALK = (("angebote/<int:pk>/fragen/", "angebote/{pk}/fragen/", 302, 404),)
IN_A_NETWORK = (
    ("", "", 302, 404),
    ("bearbeiten/", "bearbeiten/", 302, 404),
    ("mitglieder/", "mitglieder/", 302, 404),
    ("mitglieder/einladen/", "mitglieder/einladen/", 302, 404),
    ("mitglieder/neu/", "mitglieder/neu/", 302, 404),
    ("mitglieder/<int:pk>/", "mitglieder/{pk}/", 302, 404),
    ("mitglieder/<int:pk>/beenden/", "mitglieder/{pk}/beenden/", 302, 404),
    ("anfragen/<int:pk>/", "anfragen/{pk}/", 302, 404),
    ("mein-sitz/", "mein-sitz/", 302, 404),
    ("mein-sitz/beenden/", "mein-sitz/beenden/", 302, 404),
    ("uebergabe/<handover_step:step>/", "uebergabe/laeuft/", 302, 404),
    ("sitzungen/", "sitzungen/", 302, 404),
    ("sitzungen/<int:pk>/", "sitzungen/{pk}/", 302, 404),
    ("sitzungen/<int:pk>/protokoll/", "sitzungen/{pk}/protokoll/", 302, 404),
    ("sitzungen/<int:pk>/protokoll.pdf", "sitzungen/{pk}/protokoll.pdf", 302, 404),
    ("sitzungen/<int:pk>/top/neu/", "sitzungen/{pk}/top/neu/", 302, 404),
    ("sitzungen/<int:pk>/top/<int:item_pk>/", "sitzungen/{pk}/top/1/", 302, 404),
    ("ergebnisse/", "ergebnisse/", 302, 404),
    ("ziele/<int:pk>/wert/", "ziele/{pk}/wert/", 302, 404),
    ("unterlagen/", "unterlagen/", 302, 404),
    ("boerse/", "boerse/", 302, 404),
    ("boerse/neu/", "boerse/neu/", 302, 404),
    ("boerse/<int:pk>/", "boerse/{pk}/", 302, 404),
    ("boerse/<int:pk>/aendern/", "boerse/{pk}/aendern/", 302, 404),
    ("boerse/<int:pk>/weg/", "boerse/{pk}/weg/", 405, 405),
    ("boerse/gespraech/<int:pk>/", "boerse/gespraech/{pk}/", 302, 404),
    ("boerse/gespraech/<int:pk>/zeigen/", "boerse/gespraech/{pk}/zeigen/", 405, 405),
    ("<entry_kind:kind>/neu/", "ziele/neu/", 302, 404),
    ("<entry_kind:kind>/<int:pk>/aendern/", "ziele/{pk}/aendern/", 302, 404),
    ("mitglieder/<int:pk>/stimmt/", "mitglieder/{pk}/stimmt/", 405, 405),
    ("uebergabe/gelesen/", "uebergabe/gelesen/", 405, 405),
    ("sitzungen/<int:pk>/offenes/", "sitzungen/{pk}/offenes/", 405, 405),
    ("sitzungen/<int:pk>/einladen/", "sitzungen/{pk}/einladen/", 405, 405),
    ("sitzungen/<int:pk>/antwort/", "sitzungen/{pk}/antwort/", 405, 405),
    ("sitzungen/<int:pk>/freigabe/", "sitzungen/{pk}/freigabe/", 405, 405),
    ("sitzungen/<int:pk>/top/<int:item_pk>/weg/", "sitzungen/{pk}/top/1/weg/", 405, 405),
    ("<entry_kind:kind>/<int:pk>/weg/", "ziele/{pk}/weg/", 405, 405),
)
NETWORKS = (
    ("netzwerke/", "netzwerke/", 302, 200),
    ("netzwerke/sitz/", "netzwerke/sitz/", 302, 410),
    ("netzwerke/einrichtungen/<slug:slug>/", "netzwerke/einrichtungen/{slug}/", 302, 404),
    *(
        (f"netzwerke/<slug:slug>/{pattern}", f"netzwerke/{{slug}}/{example}", *answers)
        for pattern, example, *answers in IN_A_NETWORK
    ),
)
_EVENT = "veranstaltungen/{slug}/"
EVENTS = (
    ("veranstaltungen/", "veranstaltungen/", 302, 200),
    *(
        (f"veranstaltungen/<slug:slug>/{pattern}", _EVENT + example, 302, 404)
        for pattern, example in (
            ("", ""),
            ("anmeldungen.csv", "anmeldungen.csv"),
            ("plaetze/", "plaetze/"),
            ("fragen/", "fragen/"),
            ("nachricht/", "nachricht/"),
            ("einlass/", "einlass/"),
            ("vor-ort/", "vor-ort/"),
            ("papiere/", "papiere/"),
            ("papiere/<slug:name>.pdf", "papiere/liste.pdf"),
            ("dokumentation/", "dokumentation/"),
            ("dokumentation/teil/", "dokumentation/teil/"),
            ("dokumentation/<int:pk>/", "dokumentation/{pk}/"),
            ("dokumentation/<int:pk>/teil/", "dokumentation/{pk}/teil/"),
            ("rueckmeldungen/", "rueckmeldungen/"),
        )
    ),
    *(
        (f"veranstaltungen/<slug:slug>/{pattern}", _EVENT + pattern.replace("<int:pk>", "{pk}"), 405, 405)
        for pattern in (
            "anmeldungen/<int:pk>/",
            "dokumentation/freigeben/",
            "dokumentation/teil/<int:pk>/entfernen/",
        )
    ),
)
KONTO = BULK + ENTRY + SIGNING_IN + OWN_ACCOUNT + TEAMS + DESK + TALK + NETWORKS + EVENTS
PATTERNS = {f"konto/{row[0]}" for row in KONTO}
