"""Tables of the index, all derived from the domain but for `Synonym` and `Place`, which staff keep."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.search.synonyms import read_line


class SearchEntry(models.Model):
    """One findable object. The byte columns are packed arrays (`entries.pack`), written by `index` alone.

    An object that is no longer found keeps its row with ``is_gone``, so that every process learns of it.
    """

    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()
    version = models.BigIntegerField(db_index=True)
    is_gone = models.BooleanField(default=False)
    facts = models.BinaryField(default=b"")
    word_ids = models.BinaryField(default=b"")
    weights = models.BinaryField(default=b"")
    values = models.BinaryField(default=b"")
    times = models.BinaryField(default=b"")
    places = models.BinaryField(default=b"")
    sequence = models.BinaryField(default=b"")
    card = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SearchWord(models.Model):
    """A word of the index: its form, its spelling with umlauts, and the ids of the words it is composed of."""

    form = models.TextField(unique=True)
    spelling = models.TextField()
    parts = ArrayField(models.BigIntegerField(), default=list)
    version = models.BigIntegerField(db_index=True)

    def __str__(self):
        return self.spelling


class SearchValue(models.Model):
    """A choice of a filter group, with the name shown to people."""

    facet = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    label = models.CharField(max_length=250)
    position = models.PositiveIntegerField(default=0)
    version = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "slug"], name="search_value_once")]

    def __str__(self):
        return f"{self.facet}: {self.label}"


class SearchChange(models.Model):
    """An object whose entry is out of date; written by triggers in the transaction that changed it."""

    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="search_change_object")]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SearchRevision(models.Model):
    """One pass over the list of changes. A process whose revision is missing here knows nothing worth keeping."""

    version = models.BigAutoField(primary_key=True)
    synonyms_changed = models.BooleanField(default=False)
    places_changed = models.BooleanField(default=False)

    def __str__(self):
        return str(self.version)


class Synonym(models.Model):
    """Words that mean the same to people who search. A change counts from the next search on."""

    words = models.CharField(
        _("Wörter"),
        max_length=500,
        help_text=_(
            "Durch Komma getrennt: „Kita, Kindergarten“. Jedes Wort findet auch die anderen. "
            "Mit einem Pfeil nur in eine Richtung: „Kita > Krippe, Hort“."
        ),
    )
    is_block = models.BooleanField(
        _("nicht verwenden"),
        default=False,
        help_text=_(
            "Diese Wörter findet die Suche nie füreinander, auch wenn das eingebaute Wörterbuch oder der "
            "Thesaurus es sagt: „Kunst, Gewerbe“."
        ),
    )
    note = models.CharField(_("Notiz"), max_length=200, blank=True)
    is_active = models.BooleanField(_("gilt"), default=True)

    class Meta:
        verbose_name = _("Synonym")
        verbose_name_plural = _("Synonyme")
        ordering = ["words"]

    def __str__(self):
        return self.words

    def clean(self):
        group = read_line(self.words)
        if group is None or len(group[0]) < 2:
            raise ValidationError({"words": _("Nennen Sie mindestens zwei Wörter, durch Komma getrennt.")})


class Place(models.Model):
    """A place people name when they search near it; the Stadtteile are known without being listed here."""

    class Kind(models.TextChoices):
        POSTCODE = "postcode", _("Postleitzahl")
        STOP = "stop", _("Haltestelle")
        STREET = "street", _("Straße")
        OTHER = "other", _("anderer Ort")

    name = models.CharField(_("Name"), max_length=150, db_index=True)
    kind = models.CharField(_("Art"), max_length=8, choices=Kind, default=Kind.OTHER)
    lat = models.FloatField(_("Breite"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lon = models.FloatField(_("Länge"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    radius_km = models.FloatField(
        _("üblicher Umkreis in km"), default=2, validators=[MinValueValidator(0.1), MaxValueValidator(50)]
    )

    class Meta:
        verbose_name = _("Ort der Umkreissuche")
        verbose_name_plural = _("Orte der Umkreissuche")
        ordering = ["kind", "name"]

    def __str__(self):
        return self.name


class SearchWordCount(models.Model):
    """How often a text was searched on a day, and how often without a hit; says nothing about who or when."""

    day = models.DateField(db_index=True)
    text = models.CharField(max_length=100)
    searches = models.PositiveIntegerField()
    without_result = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "day"], name="search_word_count_once")]

    def __str__(self):
        return f"{self.text}: {self.searches}"


class SearchedText(models.Model):
    """A text over all days, from three searches on: a view of the database, so that nothing shows the rarer ones."""

    text = models.CharField(_("Suchwort"), max_length=100, primary_key=True)
    searches = models.PositiveIntegerField(_("gesucht"))
    without_result = models.PositiveIntegerField(_("davon ohne Treffer"))
    days = models.PositiveIntegerField(_("an Tagen"))
    last_day = models.DateField(_("zuletzt am"))
    is_gap = models.BooleanField(_("Suchlücke"), help_text=_("Am letzten Tag fand die Suche nichts."))

    class Meta:
        managed = False
        db_table = "search_searchedtext"
        verbose_name = _("Suchwort")
        verbose_name_plural = _("Suchwörter")
        ordering = ["-searches", "text"]

    def __str__(self):
        return self.text
