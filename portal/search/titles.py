"""What a result page calls itself and its hits."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from providers import wording


def count_words(total, kind):
    """„34 Angebote“, „1 Anbieter“."""
    if kind == "provider":
        words = ngettext("%(count)s Anbieter", "%(count)s Anbieter", total)
    elif kind == "event":
        words = ngettext("%(count)s Veranstaltung", "%(count)s Veranstaltungen", total)
    elif kind == "network":
        words = ngettext("%(count)s Netzwerk", "%(count)s Netzwerke", total)
    else:
        words = ngettext("%(count)s Angebot", "%(count)s Angebote", total)
    return words % {"count": wording.number_words(total)}


def price_words(euros):
    """„bis 50 €“."""
    return _("bis %(euros)s €") % {"euros": wording.number_words(euros)}


def radius_words(kilometres):
    """„2,5 km“, „5 km“."""
    return f"{radius_value(kilometres)}{wording.NBSP}km"


def radius_value(kilometres):
    """A distance as it stands in an address and in its field: „2,5“."""
    return f"{kilometres:g}".replace(".", ",")


def page_title(plan, total):
    """„34 Angebote für „deutsch abends““."""
    found = count_words(total, plan.kind) if total else _("Keine Treffer")
    return _("%(found)s für „%(text)s“") % {"found": found, "text": plan.text} if plan.text else found


def empty_words(plan, chips):
    """(heading, sentence) of an answer without hits: what was understood."""
    filters = wording.list_words(f"„{chip.label}“" for chip in chips)
    return _empty_title(plan.kind), _empty_sentence(plan.text, len(chips)) % {
        "text": plan.text,
        "filters": filters,
    }


def _empty_title(kind):
    if kind == "provider":
        return _("Dazu haben wir gerade keinen Anbieter")
    if kind == "event":
        return _("Dazu kennen wir gerade keine Veranstaltung")
    if kind == "network":
        return _("Dazu kennen wir kein Netzwerk")
    return _("Dazu haben wir gerade kein Angebot")


def _empty_sentence(text, filters):
    if text and filters:
        return ngettext(
            "Wir haben nach „%(text)s“ gesucht, mit dem Filter %(filters)s.",
            "Wir haben nach „%(text)s“ gesucht, mit den Filtern %(filters)s.",
            filters,
        )
    if filters:
        return ngettext(
            "Mit dem Filter %(filters)s gibt es nichts.",
            "Mit den Filtern %(filters)s gibt es nichts.",
            filters,
        )
    if text:
        return _("Wir haben nach „%(text)s“ gesucht. Vielleicht hilft ein allgemeineres Wort.")
    return _("Hier steht noch nichts.")
