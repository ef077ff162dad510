"""What an offer itself does for people with disabilities: each feature answered yes, no or not at all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import AccessFeature, Answer

ANSWERS = [(Answer.YES, _("Ja")), (Answer.NO, _("Nein")), ("", _("Weiß ich nicht"))]


class WithAccess:
    """A part of a step: one field for each active feature of offers."""

    def add_access(self):
        self.features = list(AccessFeature.objects.active().filter(scope=AccessFeature.Scope.OFFER))
        rows = list(self.instance.access_facts.all()) if self.instance.pk else []
        self._access_rows = {row.feature_id: row for row in rows}
        for feature in self.features:
            self.fields[_name(feature)] = forms.ChoiceField(
                label=feature.name, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )
            self.fields[_name(feature)].is_must = True
            row = self._access_rows.get(feature.pk)
            is_answered = row is not None and row.answer != Answer.UNKNOWN
            self.initial[_name(feature)] = row.answer if is_answered else ""

    @property
    def access(self):
        return [self[_name(feature)] for feature in self.features]

    @property
    def has_access(self):
        return any(field.value() for field in self.access)

    def _changed_features(self):
        return [feature for feature in self.features if _name(feature) in self.changed_data]

    def save_access(self, offer):
        for feature in self._changed_features():
            if answer := self.cleaned_data[_name(feature)]:
                offer.access_facts.update_or_create(feature=feature, defaults={"answer": answer})
            else:
                offer.access_facts.filter(feature=feature).delete()

    def access_edit(self):
        """Rows for `providers.changes`, or nothing where no answer has changed."""
        changed = self._changed_features()
        if not changed:
            return {}
        kept = {key: (row.answer, row.note) for key, row in self._access_rows.items()}
        for feature in changed:
            _answer, note = kept.pop(feature.pk, ("", ""))
            if answer := self.cleaned_data[_name(feature)]:
                kept[feature.pk] = answer, note
        rows = kept.items()
        return {"access": [{"feature": key, "answer": answer, "note": note} for key, (answer, note) in rows]}


def _name(feature):
    return f"access_{feature.slug}"
