"""Who sent an offer without an account, and whether the address is confirmed. The steps write it, staff read it."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..models import Submission

FACTS = ["email", "name", "created_at", "sent_at", "confirmed_at"]


class ReadOnly:
    """Nothing here is made or changed by hand; deleting follows the offer or the deletion date."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.display(description=_("Eingereicht ohne Konto"))
def sender(offer):
    """One line for the page of an offer: who sent it, and whether the address is confirmed."""
    sent = Submission.objects.filter(offer=offer).first()
    if sent is None:
        return "-"
    confirmed = _("Adresse bestätigt am %s") if sent.confirmed_at else _("Adresse nicht bestätigt")
    day = date_format(timezone.localtime(sent.confirmed_at)) if sent.confirmed_at else ""
    return ", ".join(part for part in (sent.name, sent.email, confirmed % day if day else confirmed) if part)


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["offer", *FACTS]
    list_select_related = ["offer"]
    list_filter = ["offer__status"]
    search_fields = ["email", "name", "offer__title", "offer__provider__name"]
    fields = readonly_fields = ["offer", *FACTS]
