"""Veranstaltung: from the Stammtisch to the Bildungskonferenz. Afterwards the same address is its record."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from networks.models import Network
from portal.core.images import PictureField
from providers.models import AccessFeature, Answer, Audience, District, LifeStage, Offer, Provider, Topic


class EventSeries(models.Model):
    """A rule that makes events of the same shape: „jeden zweiten Donnerstag im Monat um 17 Uhr“."""

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", _("jede Woche")
        FORTNIGHTLY = "fortnightly", _("alle zwei Wochen")
        MONTHLY = "monthly", _("jeden Monat am selben Wochentag")

    frequency = models.CharField(_("Wie oft"), max_length=11, choices=Frequency, default=Frequency.MONTHLY)
    first_day = models.DateField(_("erster Tag"))
    last_day = models.DateField(_("letzter Tag"))
    except_days = ArrayField(
        models.DateField(),
        verbose_name=_("fällt aus am"),
        default=list,
        blank=True,
        help_text=_("Tage, durch Komma getrennt."),
    )

    class Meta:
        verbose_name = _("Veranstaltungsreihe")
        verbose_name_plural = _("Veranstaltungsreihen")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="eventseries_ends_after_begin",
                violation_error_message=_("Der letzte Tag der Reihe liegt vor dem ersten."),
            ),
        ]

    def __str__(self):
        return f"{self.get_frequency_display()} {self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"


class EventQuerySet(models.QuerySet):
    def published(self):
        """Events that took or take place, or were cancelled after their publication: drafts are no events yet."""
        return self.filter(status__in=Event.Status.shown())

    def public(self):
        """Events everybody may see."""
        return self.published().filter(visibility=Event.Visibility.PUBLIC)

    def upcoming(self):
        """Events that have not ended."""
        return self.filter(ends_at__gte=timezone.now())

    def past(self):
        """Events that have ended."""
        return self.filter(ends_at__lt=timezone.now())

    def top_level(self):
        """Events that belong to no other event."""
        return self.filter(parent__isnull=True)

    def open_for_registration(self):
        """Events at which one can register on the portal at this moment."""
        now = timezone.now()
        begun = Q(registration_opens_at__isnull=True) | Q(registration_opens_at__lte=now)
        not_over = Q(registration_closes_at__isnull=True, starts_at__gt=now) | Q(
            registration_closes_at__gt=now
        )
        return self.filter(
            begun,
            not_over,
            status=Event.Status.PUBLISHED,
            registration__in=[Event.Registration.OPEN, Event.Registration.APPROVAL],
        )


class Event(models.Model):
    """One Veranstaltung with a beginning and an end (local time of the portal)."""

    class Kind(models.TextChoices):
        CONFERENCE = "konferenz", _("Konferenz")
        FAIR = "messe", _("Messe")
        MEETUP = "treffen", _("Treffen und Stammtisch")
        TRAINING = "fortbildung", _("Fortbildung")
        LECTURE = "vortrag", _("Vortrag und Gespräch")
        WORKSHOP = "workshop", _("Workshop")
        OPEN_DAY = "tag-der-offenen-tuer", _("Tag der offenen Tür")
        FESTIVAL = "fest", _("Fest und Aktionstag")
        OTHER = "sonstiges", _("Sonstiges")

    class Status(models.TextChoices):
        """`events.publication` alone changes it."""

        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        CANCELLED = "cancelled", _("abgesagt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

        @classmethod
        def shown(cls):
            """States in which an event has a page."""
            return (cls.PUBLISHED, cls.CANCELLED)

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("für alle sichtbar")
        MEMBERS = "members", _("nur für Mitglieder des Netzwerks")

    class Registration(models.TextChoices):
        NONE = "none", _("ohne Anmeldung")
        OPEN = "open", _("Anmeldung hier")
        APPROVAL = "approval", _("Anmeldung hier, mit Zusage durch die Veranstalter")
        ELSEWHERE = "elsewhere", _("Anmeldung an anderer Stelle")

    # Was
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("Titel"), max_length=300)
    subtitle = models.CharField(_("Untertitel"), max_length=300, blank=True)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=120, unique=True)
    summary = models.CharField(_("In ein bis zwei Sätzen"), max_length=400, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True, help_text=_("Markdown ist erlaubt."))
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Teil von"),
    )
    series = models.ForeignKey(
        EventSeries, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("Reihe")
    )
    # Wer
    network = models.ForeignKey(
        Network, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("Netzwerk")
    )
    provider = models.ForeignKey(
        Provider, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("Anbieter")
    )
    organiser_name = models.CharField(
        _("Veranstaltet von"),
        max_length=200,
        blank=True,
        help_text=_("Leer lassen, wenn es das Netzwerk, der Anbieter oder die Stadt selbst ist."),
    )
    contact_name = models.CharField(_("Ansprechperson"), max_length=150, blank=True)
    contact_email = models.EmailField(_("E-Mail"), blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    # Wann
    starts_at = models.DateTimeField(_("Beginn"), db_index=True)
    ends_at = models.DateTimeField(_("Ende"))
    is_all_day = models.BooleanField(_("ganztägig"), default=False)
    is_date_confirmed = models.BooleanField(
        _("Datum ist gesichert"),
        default=True,
        help_text=_("Sonst steht auf der Seite, dass es unbestätigt ist."),
    )
    # Wo
    format = models.CharField(
        _("Form"), max_length=7, choices=Offer.Format, blank=True, default=Offer.Format.ONSITE
    )
    place_name = models.CharField(_("Ort"), max_length=200, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Stadt"), max_length=100, blank=True)
    lat = models.FloatField(
        _("Breite"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("Länge"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("Stadtteil")
    )
    directions = models.CharField(_("Weg dorthin"), max_length=300, blank=True)
    online_url = models.URLField(
        _("Zugang im Netz"),
        max_length=500,
        blank=True,
        help_text=_("Bekommen nur Angemeldete, wenn eine Anmeldung nötig ist."),
    )
    access = models.ManyToManyField(
        AccessFeature, through="EventAccess", blank=True, verbose_name=_("Barrierefreiheit")
    )
    # Für wen, wozu
    topics = models.ManyToManyField(Topic, blank=True, related_name="events", verbose_name=_("Themenfelder"))
    life_stages = models.ManyToManyField(
        LifeStage, blank=True, related_name="events", verbose_name=_("Lebensphasen")
    )
    audiences = models.ManyToManyField(
        Audience, blank=True, related_name="events", verbose_name=_("Zielgruppen")
    )
    price = models.CharField(_("Kosten"), max_length=7, choices=Offer.Price, default=Offer.Price.UNKNOWN)
    price_note = models.CharField(_("Hinweis zu den Kosten"), max_length=300, blank=True)
    # Bild
    picture = PictureField(_("Bild"), upload_to="veranstaltungen/", blank=True)
    picture_alt = models.CharField(_("Bild in Worten"), max_length=300, blank=True)
    picture_author = models.CharField(_("Urheberin oder Urheber"), max_length=150, blank=True)
    picture_licence = models.CharField(_("Lizenz des Bildes"), max_length=150, blank=True)
    # Anmeldung
    registration = models.CharField(
        _("Anmeldung"), max_length=9, choices=Registration, default=Registration.NONE
    )
    registration_url = models.URLField(_("Anmeldung an anderer Stelle"), max_length=500, blank=True)
    registration_opens_at = models.DateTimeField(_("Anmeldung ab"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("Anmeldung bis"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("Plätze"), null=True, blank=True, help_text=_("Leer: so viele kommen möchten.")
    )
    most_people = models.PositiveSmallIntegerField(
        _("Personen je Anmeldung"), default=10, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    accept_within_hours = models.PositiveSmallIntegerField(
        _("Zeit zum Annehmen eines frei gewordenen Platzes, in Stunden"),
        null=True,
        blank=True,
        help_text=_("Leer: Wer nachrückt, hat den Platz sofort."),
    )
    guardian_below = models.PositiveSmallIntegerField(
        _("Sorgeberechtigte nötig unter (Jahre)"), null=True, blank=True, validators=[MaxValueValidator(18)]
    )
    # Aufruf zu Beiträgen
    call_closes_at = models.DateTimeField(
        _("Beiträge einreichen bis"),
        null=True,
        blank=True,
        help_text=_("Leer: Es gibt keinen Aufruf zu Beiträgen."),
    )
    # Stand
    status = models.CharField(
        _("Status"), max_length=9, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    cancelled_reason = models.CharField(_("Grund der Absage"), max_length=300, blank=True, editable=False)
    visibility = models.CharField(
        _("Sichtbarkeit"), max_length=7, choices=Visibility, default=Visibility.PUBLIC
    )
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True, editable=False)
    programme_published_at = models.DateTimeField(
        _("Programm veröffentlicht am"), null=True, blank=True, editable=False
    )
    record_published_at = models.DateTimeField(
        _("Dokumentation veröffentlicht am"), null=True, blank=True, editable=False
    )
    record = models.TextField(
        _("Rückblick"), blank=True, help_text=_("Was von diesem Tag bleibt. Markdown ist erlaubt.")
    )
    attended = models.PositiveIntegerField(_("Teilnehmende"), null=True, blank=True)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundene Veranstaltung für die Vorführung.")
    )
    source_note = models.CharField(_("Quelle"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)

    history = HistoricalRecords()
    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Veranstaltung")
        verbose_name_plural = _("Veranstaltungen")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["status", "visibility", "starts_at"], name="event_shown")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_begin",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie Tag und Uhrzeit."),
            ),
            models.CheckConstraint(
                condition=Q(registration_opens_at__isnull=True)
                | Q(registration_closes_at__isnull=True)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="event_registration_window",
                violation_error_message=_("Die Anmeldung endet, bevor sie beginnt."),
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt=""),
                name="event_picture_has_words",
                violation_error_message=_(
                    "Beschreiben Sie das Bild in Worten, damit alle etwas davon haben."
                ),
            ),
            models.CheckConstraint(
                condition=Q(visibility="public") | Q(network__isnull=False),
                name="event_members_need_a_network",
                violation_error_message=_("Nur Mitglieder welches Netzwerks? Wählen Sie eines aus."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="event_not_its_own_parent",
                violation_error_message=_("Eine Veranstaltung kann nicht Teil von sich selbst sein."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:event", args=[self.slug])

    @property
    def is_past(self):
        return self.ends_at < timezone.now()

    @property
    def has_open_call(self):
        """Whether people may hand in contributions now."""
        is_before = self.call_closes_at is not None and timezone.now() < self.call_closes_at
        return is_before and self.status == Event.Status.PUBLISHED

    @property
    def has_record(self):
        """True once the documentation is released."""
        return self.record_published_at is not None


class EventAccess(models.Model):
    """One answer about the event itself: „Induktionsschleife: ja“. A feature without a row counts as unknown."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="access_facts")
    feature = models.ForeignKey(AccessFeature, models.CASCADE, verbose_name=_("Merkmal"))
    answer = models.CharField(_("Antwort"), max_length=7, choices=Answer, default=Answer.UNKNOWN)
    note = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Angabe zur Barrierefreiheit")
        verbose_name_plural = _("Angaben zur Barrierefreiheit")
        constraints = [models.UniqueConstraint("event", "feature", name="event_feature_once")]

    def __str__(self):
        return f"{self.feature}: {self.get_answer_display()}"
