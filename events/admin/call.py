"""Contributions in the admin: score, note, then accepted or declined, each on a page that asks."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import call
from ..models import Contribution, Room
from ..programme import ProgrammeRefused


class AcceptForm(forms.Form):
    starts_at = forms.SplitDateTimeField(
        label=gettext_lazy("Beginn"),
        widget=admin.widgets.AdminSplitDateTime,
        help_text=gettext_lazy("Tag und Uhrzeit"),
    )
    room = forms.ModelChoiceField(Room.objects.none(), label=gettext_lazy("Raum"), required=False)

    def __init__(self, *args, contribution):
        super().__init__(*args, initial={"starts_at": contribution.event.starts_at})
        self.fields["room"].queryset = contribution.event.rooms.all()


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Was wir schreiben"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args, contribution):
        super().__init__(*args)


DECISIONS = {
    "annehmen": (gettext_lazy("Beitrag annehmen"), AcceptForm, call.accept),
    "ablehnen": (gettext_lazy("Beitrag ablehnen"), DeclineForm, call.decline),
}


@admin.register(Contribution)
class ContributionAdmin(admin.ModelAdmin):
    list_display = ["title", "event", "kind", "minutes", "status", "score", "created_at"]
    list_filter = ["status", "score", ("event", admin.RelatedOnlyFieldListFilter)]
    list_editable = ["score"]
    list_select_related = ["event"]
    search_fields = ["title", "speakers", "event__title"]
    fields = [
        ("status", "decide"), "event", "kind", "title", "abstract", "minutes", "speakers", "needs", "email", "score",
        "review_note",
    ]  # fmt: skip
    readonly_fields = ["status", "decide", "event", "email"]
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self._page(name)),
                name=f"events_beitrag_{name}",
            )
            for name in DECISIONS
        ]
        return own + super().get_urls()

    @admin.display(description=gettext_lazy("Entscheidung"))
    def decide(self, contribution):
        if contribution.status != Contribution.Status.SUBMITTED:
            return ""
        links = [
            (reverse(f"admin:events_beitrag_{name}", args=[contribution.pk]), words)
            for name, (words, _form, _do) in DECISIONS.items()
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', links)

    def _page(self, name):
        def page(request, pk):
            if not self.has_change_permission(request):
                raise PermissionDenied
            contribution = get_object_or_404(Contribution.objects.select_related("event"), pk=pk)
            return _answer(request, DECISIONS[name], contribution, self.admin_site.each_context(request))

        return page


def _answer(request, decision, contribution, frame):
    title, form_class, decide = decision
    form = form_class(*([request.POST] if request.method == "POST" else []), contribution=contribution)
    if form.is_valid():
        try:
            decide(contribution, **form.cleaned_data)
        except (call.ContributionRefused, ProgrammeRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Entschieden. Wer den Beitrag eingereicht hat, bekommt eine E-Mail."))
            return HttpResponseRedirect(reverse("admin:events_contribution_change", args=[contribution.pk]))
    context = frame | {"title": title, "event": contribution.event, "form": form, "button": title}
    return TemplateResponse(request, "admin/events/step.html", context)
