"""Step 1: what it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Offer, Topic
from .base import GroupedTerms, StepForm

MOST_KEYWORDS, LONGEST_KEYWORD = 12, 60


class WhatForm(StepForm):
    BESIDE = ("keywords",)
    MUSTS = ("title", "summary")

    title = forms.CharField(
        label=_("Wie heißt das Angebot?"),
        help_text=_("Ein Titel, unter dem man es sucht: „Nähen für Einsteiger“."),
        max_length=150,
        error_messages={"required": _("Geben Sie dem Angebot einen Titel.")},
    )
    summary = forms.CharField(
        label=_("In ein bis zwei Sätzen"),
        help_text=_("Was lernt man, was ist besonders? Das steht auf der Karte in der Suche."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description = forms.CharField(
        label=_("Ausführliche Beschreibung"),
        help_text=_("Kurze Sätze helfen allen. Eine leere Zeile beginnt einen neuen Absatz."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    topics = GroupedTerms(Topic, label=_("Worum geht es?"), help_text=_("Mehrere sind möglich."))

    keywords = forms.CharField(
        label=_("Stichwörter"),
        help_text=_("Wonach suchen Menschen, die das Angebot brauchen? Mit Komma getrennt."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Offer
        fields = ["title", "summary", "description", "kind", "topics", "plain_language"]
        labels = {
            "kind": _("Was für ein Angebot ist es?"),
            "plain_language": _("In Leichter oder einfacher Sprache"),
        }
        help_texts = {
            "kind": "",
            "plain_language": _("Für Menschen, die wenig oder noch nicht gut Deutsch lesen."),
        }
        widgets = {"plain_language": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["kind"].queryset = self.fields["kind"].queryset.active()
        self.fields["kind"].empty_label = _("Weiß ich nicht")
        # The first level is enough to be found; staff sort more finely.
        self.fields["topics"].queryset = Topic.objects.active().filter(parent=None)
        self.initial["keywords"] = (
            ", ".join(sorted(self.instance.keywords.names())) if self.instance.pk else ""
        )

    def clean_keywords(self):
        """Each word once, in order, none too long for its column."""
        words = sorted({word.strip() for word in self.cleaned_data["keywords"].split(",")} - {""})
        if len(words) > MOST_KEYWORDS:
            raise forms.ValidationError(_("Das sind viele Stichwörter. Nennen Sie höchstens zwölf."))
        if any(len(word) > LONGEST_KEYWORD for word in words):
            raise forms.ValidationError(_("Ein Stichwort ist sehr lang. Trennen Sie die Wörter mit Komma."))
        return ", ".join(words)

    @property
    def has_more(self):
        """Whether the folded fields are shown: something stands in one."""
        return bool(self["keywords"].value() or self["plain_language"].value())

    def _keywords(self):
        return [word for word in self.cleaned_data["keywords"].split(", ") if word]

    def save_related(self, offer):
        offer.topics.set(self._all_topics(offer))
        if "keywords" in self.changed_data:
            offer.keywords.set(self._keywords())

    def edit(self):
        edit = super().edit()
        if "keywords" in self.changed_data:
            edit["keywords"] = self._keywords()
        return edit | {"topics": self._all_topics(self.instance)} if "topics" in edit else edit

    def _all_topics(self, offer):
        """Topics of the second level, set by staff or an import, stay where their field stays chosen."""
        chosen = set(self.cleaned_data["topics"])
        return [*chosen, *(topic for topic in offer.topics.exclude(parent=None) if topic.parent in chosen)]

    def get_initial_for_field(self, field, field_name):
        """Of the stored topics the form knows the first level."""
        value = super().get_initial_for_field(field, field_name)
        return (
            [topic for topic in value if topic.parent_id is None]
            if field_name == "topics" and value
            else value
        )
