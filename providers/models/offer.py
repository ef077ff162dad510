"""Bildungsangebot: everything a citizen decides by. Prices, dates and "unknown" are never guessed."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from portal.core.images import PictureField

from .confirmation import confirmed_until
from .provider import Answer, Location, Provider
from .vocabulary import AccessFeature, Audience, Funding, Language, LifeStage, OfferKind, Topic

AGE_MAX = 120


class OfferKeyword(TaggedItemBase):
    """Free keyword of an offer (a plain foreign key, so that the index can follow it)."""

    content_object = models.ForeignKey("Offer", models.CASCADE, related_name="keyword_links")


class OfferQuerySet(models.QuerySet):
    def approved(self):
        """Offers cleared for the public, be it now or from their first day of validity on."""
        return self.filter(status=Offer.Status.PUBLISHED, provider__status=Provider.Status.PUBLISHED)

    def published(self):
        """Offers the public may see: approved, and their validity has begun."""
        today = timezone.localdate()
        return self.approved().filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today))

    def not_ended(self):
        """Offers whose last date or end of validity is not past; where neither is known, they go on."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=timezone.localdate()))

    def ended(self):
        """Offers whose last date or end of validity is past."""
        return self.filter(last_day__lt=timezone.localdate())

    def current(self):
        """What a citizen can still use: published and not ended."""
        return self.published().not_ended()

    def unconfirmed(self):
        """Offers nobody has confirmed for as long as the rule of their kind allows."""
        rows = self.with_confirmed_until()
        return rows.filter(Q(confirmed_until=None) | Q(confirmed_until__lt=timezone.localdate()))

    def with_confirmed_until(self):
        """Offers with ``confirmed_until``, the last day on which their confirmation counts, or None."""
        return self.annotate(confirmed_until=confirmed_until())


class Offer(models.Model):
    """One Bildungsangebot of one provider."""

    class Status(models.TextChoices):
        """`providers.moderation` alone changes it."""

        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("in Prüfung")
        QUESTION = "question", _("Rückfrage")
        PUBLISHED = "published", _("veröffentlicht")
        REFUSED = "refused", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        EXPIRED = "expired", _("abgelaufen")
        ARCHIVED = "archived", _("archiviert")

    class Format(models.TextChoices):
        ONSITE = "vor-ort", _("vor Ort")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("vor Ort und online")
        UNKNOWN = "", _("nicht bekannt")

    class Price(models.TextChoices):
        FREE = "free", _("kostenlos")
        AMOUNT = "amount", _("fester Betrag")
        RANGE = "range", _("von … bis …")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Schedule(models.TextChoices):
        DATES = "dates", _("einzelne Termine")
        SERIES = "series", _("regelmäßig")
        CONTINUOUS = "continuous", _("durchgehend, mit Öffnungszeiten")
        ON_REQUEST = "on_request", _("nach Absprache")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Registration(models.TextChoices):
        NONE = "none", _("ohne Anmeldung")
        POSSIBLE = "possible", _("Anmeldung möglich")
        REQUIRED = "required", _("Anmeldung nötig")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Availability(models.TextChoices):
        FREE = "free", _("Plätze frei")
        FEW = "few", _("wenige Plätze")
        FULL = "full", _("ausgebucht")
        WAITLIST = "waitlist", _("Warteliste")
        CANCELLED = "cancelled", _("fällt aus")
        DELAYED = "delayed", _("beginnt später")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Level(models.TextChoices):
        NONE = "", _("ohne Niveau")
        A1 = "A1", "A1"
        A2 = "A2", "A2"
        B1 = "B1", "B1"
        B2 = "B2", "B2"
        C1 = "C1", "C1"
        C2 = "C2", "C2"

    # Was
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="offers", verbose_name=_("Anbieter"))
    kind = models.ForeignKey(
        OfferKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("Art"),
        help_text=_("Leer lassen, wenn nicht bekannt."),
    )
    title = models.CharField(_("Titel"), max_length=600)
    subtitle = models.CharField(_("Untertitel"), max_length=300, blank=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=120, unique=True)
    summary = models.CharField(
        _("In ein bis zwei Sätzen"),
        max_length=400,
        blank=True,
        help_text=_("Steht auf der Karte in der Suche."),
    )
    description = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    plain_language = models.TextField(
        _("In einfacher Sprache"), blank=True, help_text=_("Kurze Sätze, bekannte Wörter.")
    )
    # Für wen
    life_stages = models.ManyToManyField(
        LifeStage, blank=True, related_name="offers", verbose_name=_("Lebensphasen")
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="offers", verbose_name=_("Themenfelder"))
    audiences = models.ManyToManyField(
        Audience, blank=True, related_name="offers", verbose_name=_("Zielgruppen")
    )
    keywords = TaggableManager(_("Freie Schlagworte"), through=OfferKeyword, blank=True)
    age_from = models.PositiveSmallIntegerField(
        _("Alter von"), null=True, blank=True, validators=[MaxValueValidator(AGE_MAX)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("Alter bis"), null=True, blank=True, validators=[MaxValueValidator(AGE_MAX)]
    )
    languages = models.ManyToManyField(
        Language, blank=True, related_name="offers", verbose_name=_("Sprache des Angebots")
    )
    level = models.CharField(_("Sprachniveau"), max_length=2, choices=Level, blank=True, default=Level.NONE)
    # Kosten
    price = models.CharField(_("Kosten"), max_length=7, choices=Price, default=Price.UNKNOWN)
    price_from = models.DecimalField(
        _("Betrag in Euro"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    price_to = models.DecimalField(_("bis, in Euro"), max_digits=8, decimal_places=2, null=True, blank=True)
    price_reduced = models.DecimalField(
        _("ermäßigt, in Euro"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    price_note = models.CharField(_("Hinweis zu den Kosten"), max_length=300, blank=True)
    fundings = models.ManyToManyField(Funding, blank=True, related_name="offers", verbose_name=_("Förderung"))
    # Wo
    format = models.CharField(_("Form"), max_length=7, choices=Format, blank=True, default=Format.UNKNOWN)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="offers", verbose_name=_("Lernort")
    )
    place_note = models.TextField(_("Hinweis zum Ort"), blank=True)
    online_url = models.URLField(_("Adresse im Netz"), max_length=500, blank=True)
    access = models.ManyToManyField(
        AccessFeature, through="OfferAccess", blank=True, verbose_name=_("Barrierefreiheit")
    )
    # Wann
    schedule = models.CharField(_("Termine"), max_length=10, choices=Schedule, default=Schedule.UNKNOWN)
    schedule_note = models.CharField(_("Hinweis zu den Terminen"), max_length=300, blank=True)
    first_day = models.DateField(_("erster Termin"), null=True, blank=True, editable=False)
    last_day = models.DateField(_("letzter Tag"), null=True, blank=True, editable=False, db_index=True)
    valid_from = models.DateField(_("zeigen ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)
    # Anmeldung
    registration = models.CharField(
        _("Anmeldung"), max_length=8, choices=Registration, default=Registration.UNKNOWN
    )
    registration_url = models.URLField(_("Anmeldung im Netz"), max_length=500, blank=True)
    registration_note = models.CharField(_("Weg der Anmeldung"), max_length=300, blank=True)
    registration_deadline = models.DateField(_("Anmeldung bis"), null=True, blank=True)
    places_total = models.PositiveIntegerField(_("Plätze"), null=True, blank=True)
    places_left = models.PositiveIntegerField(_("freie Plätze"), null=True, blank=True)
    availability = models.CharField(
        _("Stand"), max_length=9, choices=Availability, default=Availability.UNKNOWN
    )
    # Bild
    picture = PictureField(_("Bild"), upload_to="angebote/", blank=True)
    picture_alt = models.CharField(
        _("Bild in Worten"),
        max_length=300,
        blank=True,
        help_text=_("Für Menschen, die das Bild nicht sehen."),
    )
    picture_author = models.CharField(_("Urheberin oder Urheber"), max_length=150, blank=True)
    picture_licence = models.CharField(_("Lizenz des Bildes"), max_length=150, blank=True)
    # Kontakt; leer: der des Anbieters
    contact_name = models.CharField(_("Ansprechperson"), max_length=150, blank=True)
    contact_email = models.EmailField(_("E-Mail"), blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    url = models.URLField(_("Seite beim Anbieter"), max_length=500, blank=True)
    # Herkunft und Stand
    source = models.CharField(_("Quelle"), max_length=100, blank=True)
    source_id = models.CharField(_("Kennung in der Quelle"), max_length=200, blank=True)
    source_category = models.CharField(_("Rubrik in der Quelle"), max_length=300, blank=True)
    edited_fields = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        editable=False,
        verbose_name=_("von Hand gepflegte Felder"),
    )
    needs_review = models.BooleanField(_("zu prüfen"), default=False)
    review_note = models.CharField(_("Warum zu prüfen"), max_length=300, blank=True)
    status = models.CharField(
        _("Status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("zuletzt bestätigt"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)

    history = HistoricalRecords(m2m_fields=[life_stages, topics, audiences, languages, fundings])
    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bildungsangebot")
        verbose_name_plural = _("Bildungsangebote")
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                "source", "source_id", condition=~Q(source_id=""), name="offer_source_once"
            ),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="offer_age_order",
                violation_error_message=_("„Alter bis“ liegt unter „Alter von“."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(price__in=["free", "unknown"], price_from__isnull=True, price_to__isnull=True)
                    | Q(price="amount", price_from__isnull=False, price_from__gt=0, price_to__isnull=True)
                    | Q(price="range", price_from__isnull=False, price_to__isnull=False)
                    & Q(price_from__gte=0, price_to__gt=F("price_from"))
                ),
                name="offer_price_fits_its_kind",
                violation_error_message=_(
                    "Betrag und Art der Kosten passen nicht zusammen: „kostenlos“ und „nicht bekannt“ "
                    "haben keinen Betrag, ein fester Betrag liegt über 0 Euro, "
                    "eine Spanne braucht zwei Beträge."
                ),
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt=""),
                name="offer_picture_has_words",
                violation_error_message=_(
                    "Beschreiben Sie das Bild in Worten, damit alle etwas davon haben."
                ),
            ),
            models.CheckConstraint(
                condition=Q(places_left__isnull=True)
                | Q(places_total__isnull=True)
                | Q(places_left__lte=F("places_total")),
                name="offer_places_left_fit",
                violation_error_message=_("Es können nicht mehr Plätze frei sein, als es Plätze gibt."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="offer_validity_order",
                violation_error_message=_("„gültig bis“ liegt vor „zeigen ab“."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:offer", args=[self.slug])

    @property
    def is_free(self):
        return self.price == self.Price.FREE

    @property
    def has_ended(self):
        """True from the day after the last date or the end of validity."""
        return self.last_day is not None and self.last_day < timezone.localdate()


class OfferAccess(models.Model):
    """One answer about the offer itself: „Gebärdensprache: ja“."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="access_facts")
    feature = models.ForeignKey(
        AccessFeature,
        models.CASCADE,
        verbose_name=_("Merkmal"),
        limit_choices_to={"scope": AccessFeature.Scope.OFFER},
    )
    answer = models.CharField(_("Antwort"), max_length=7, choices=Answer, default=Answer.UNKNOWN)
    note = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Angabe zur Barrierefreiheit")
        verbose_name_plural = _("Angaben zur Barrierefreiheit")
        constraints = [models.UniqueConstraint("offer", "feature", name="offer_feature_once")]

    def __str__(self):
        return f"{self.feature}: {self.get_answer_display()}"


class StatusChange(models.Model):
    """What `providers.moderation` did: from, to, by whom, why."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="status_changes")
    before = models.CharField(_("von"), max_length=10, choices=Offer.Status)
    after = models.CharField(_("nach"), max_length=10, choices=Offer.Status)
    reason = models.CharField(_("Grund"), max_length=2000, blank=True)
    by = models.ForeignKey(
        "core.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("durch")
    )
    at = models.DateTimeField(_("am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Statuswechsel")
        verbose_name_plural = _("Statuswechsel")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_before_display()} → {self.get_after_display()}"
