"""Step 5, its first part: a picture, cut to 3:2 and described in words."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.images import clean_picture

from ...models import Offer
from ..picture import MOST_ZOOM, Section, cut
from .base import StepForm


def _slider(label, least=0, most=100, initial=50):
    attrs = {"type": "range", "min": least, "max": most, "step": 1}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=initial, required=False,
        widget=forms.NumberInput(attrs=attrs),
    )  # fmt: skip


class PictureForm(StepForm):
    BESIDE = ("picture",)
    PASSING = (*StepForm.PASSING, "upload", "crop_x", "crop_y", "crop_zoom", "remove")

    MUSTS = ("picture_alt", "crop_x", "crop_y", "crop_zoom", "remove")

    upload = forms.FileField(
        label=gettext_lazy("Bild auswählen"),
        help_text=gettext_lazy("JPEG, PNG oder WebP, höchstens 8 MB. Gezeigt wird ein Ausschnitt 3:2."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": gettext_lazy("Diese Datei ist leer. Wählen Sie das Bild noch einmal.")},
    )
    crop_x = _slider(gettext_lazy("Ausschnitt: links bis rechts"))
    crop_y = _slider(gettext_lazy("Ausschnitt: oben bis unten"))
    crop_zoom = _slider(gettext_lazy("Ausschnitt: weit bis nah"), 100, int(MOST_ZOOM * 100), 100)
    remove = forms.BooleanField(label=gettext_lazy("Dieses Bild entfernen"), required=False)

    class Meta:
        model = Offer
        fields = ["picture_alt", "picture_author"]
        labels = {"picture_alt": gettext_lazy("Was ist auf dem Bild zu sehen?")}
        help_texts = {
            "picture_alt": gettext_lazy(
                "Ein Satz für Menschen, die das Bild nicht sehen: „Vier Frauen an Nähmaschinen“."
            ),
            "picture_author": gettext_lazy("Zeigen Sie nur Bilder, die Sie veröffentlichen dürfen."),
        }  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self._stored_name = self.instance.picture.name or ""
        if not self.instance.picture:
            del self.fields["remove"]

    def stored(self):
        return super().stored() | {"upload": self._stored_name}

    def clean_upload(self):
        """Checked before it is decoded, re-encoded, without metadata; the crop comes when it is saved."""
        upload = self.cleaned_data["upload"]
        return clean_picture(upload) if upload else None

    def clean(self):
        cleaned = super().clean()
        self.is_removed = cleaned.get("remove") and not cleaned.get("upload")
        has_picture = cleaned.get("upload") or (self.instance.picture and not self.is_removed)
        if has_picture and not cleaned.get("picture_alt") and "picture_alt" not in self.errors:
            self.add_error(
                "picture_alt", _("Beschreiben Sie das Bild in Worten, damit alle etwas davon haben.")
            )
        return cleaned

    @property
    def section(self):
        x, y, zoom = (self.cleaned_data.get(name) for name in ("crop_x", "crop_y", "crop_zoom"))
        return Section(*(0.5 if part is None else part / 100 for part in (x, y)), (zoom or 100) / 100)

    def edit(self):
        edit = super().edit()
        if upload := self.cleaned_data["upload"]:
            edit["picture"] = cut(upload, self.section)
        elif self.is_removed:
            edit["picture"] = False
        return edit

    def apply(self, offer):
        """The file is written when the offer is saved, inside the same transaction: no row without its file."""
        if upload := self.cleaned_data["upload"]:
            offer.picture = cut(upload, self.section)
        elif self.is_removed:
            offer.picture = ""
