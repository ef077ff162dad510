"""Networks and Gremien: what the public may read of them, and, in a table of its own, what only members may."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from providers.models import District, LifeStage, Topic, Transition


class NetworkQuerySet(models.QuerySet):
    def published(self):
        """Networks the public may see, ended ones too: their results stay."""
        return self.filter(is_public=True)

    def running(self):
        """Networks that have not ended."""
        return self.exclude(state=Network.State.ENDED)


class Network(models.Model):
    """Netzwerk or Gremium. Every field of this table may be shown to everybody once it is published."""

    class Kind(models.TextChoices):
        EXCHANGE = "exchange", _("Austausch von Information und Erfahrung")
        STRATEGIC = "strategic", _("Strategisches Gremium")
        OPERATIVE = "operative", _("Operatives Gremium")
        CONTROL = "control", _("Entscheidungs- und Kontrollgremium")
        CREATIVE = "creative", _("Kreatives und partizipatives Gremium")
        TASKFORCE = "taskforce", _("Temporäre Taskforce")

    class State(models.TextChoices):
        BUILDING = "building", _("im Aufbau")
        ACTIVE = "active", _("aktiv")
        RESTING = "resting", _("ruhend")
        ENDED = "ended", _("beendet")

    class Entry(models.TextChoices):
        OPEN = "open", _("offen")
        REQUEST = "request", _("auf Anfrage")
        INVITATION = "invitation", _("auf Einladung")
        UNKNOWN = "unknown", _("nicht bekannt")

    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=100, unique=True)
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.BUILDING)
    is_public = models.BooleanField(
        _("veröffentlicht"), default=False, help_text=_("Erst dann steht das Netzwerk im Verzeichnis.")
    )
    summary = models.CharField(
        _("Wozu es da ist"), max_length=300, blank=True, help_text=_("Ein Satz, der alle verstehen.")
    )
    common_goal = models.TextField(_("Gemeinsames Ziel"), blank=True)
    mandate = models.CharField(
        _("Auftrag"),
        max_length=200,
        blank=True,
        help_text=_("Wer den Auftrag gegeben hat, zum Beispiel „Stadtratsbeschluss“."),
    )
    mandate_until = models.DateField(_("Auftrag gilt bis"), null=True, blank=True)
    tasks = models.TextField(_("Aufgaben"), blank=True, help_text=_("Markdown ist erlaubt."))
    rhythm = models.CharField(
        _("Rhythmus"), max_length=120, blank=True, help_text=_("Zum Beispiel „viermal im Jahr“.")
    )
    rhythm_note = models.CharField(
        _("Tag und Zeit"), max_length=120, blank=True, help_text=_("Zum Beispiel „mittwochs, 14 bis 16 Uhr“.")
    )
    begins_on = models.DateField(_("seit"), null=True, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="networks", verbose_name=_("Themenfelder")
    )
    life_stages = models.ManyToManyField(
        LifeStage, blank=True, related_name="networks", verbose_name=_("Lebensphasen")
    )
    transitions = models.ManyToManyField(
        Transition, blank=True, related_name="networks", verbose_name=_("Übergänge")
    )
    districts = models.ManyToManyField(
        District,
        blank=True,
        related_name="networks",
        verbose_name=_("Stadtteile"),
        help_text=_("Leer heißt: ganze Stadt."),
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("gehört zu"),
    )
    sisters = models.ManyToManyField("self", blank=True, verbose_name=_("arbeitet zusammen mit"))
    entry = models.CharField(_("Mitmachen"), max_length=10, choices=Entry, default=Entry.REQUEST)
    entry_note = models.CharField(
        _("Für wen"), max_length=120, blank=True, help_text=_("Zum Beispiel „für Kitas, Schulen, Träger“.")
    )
    email = models.EmailField(
        _("Öffentliche E-Mail-Adresse"), blank=True, help_text=_("Eine Adresse des Netzwerks, keine private.")
    )
    website = models.URLField(_("Website"), max_length=300, blank=True)
    source_note = models.CharField(_("Stand und Quelle"), max_length=300, blank=True)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundenes Netzwerk für die Vorführung.")
    )
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    changed_at = models.DateTimeField(_("geändert"), auto_now=True)

    history = HistoricalRecords()
    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Netzwerk")
        verbose_name_plural = _("Netzwerke und Gremien")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="network_ends_after_begin",
                violation_error_message=_("Das Ende liegt vor dem Beginn. Prüfen Sie die beiden Tage."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="network_not_its_own_parent",
                violation_error_message=_("Ein Netzwerk kann nicht zu sich selbst gehören."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networks:network", args=[self.slug])

    @property
    def takes_requests(self):
        """Whether one may ask to take part."""
        is_open = self.entry in (self.Entry.OPEN, self.Entry.REQUEST)
        return is_open and self.state != self.State.ENDED

    def clean(self):
        if self.pk and self.parent_id and self.pk in ancestors(self.parent_id):
            raise ValidationError(
                {"parent": _("So entstünde ein Kreis: Das gewählte Netzwerk gehört schon hierher.")}
            )


def ancestors(pk):
    """Numbers of a network and of all it belongs to, upwards; ends at a circle that was there before."""
    seen = []
    while pk and pk not in seen:
        seen.append(pk)
        pk = Network.objects.filter(pk=pk).values_list("parent", flat=True).first()
    return seen


class NetworkInternal(models.Model):
    """What only members read. No public queryset joins this table."""

    network = models.OneToOneField(Network, models.CASCADE, related_name="internal")
    agreement = models.TextField(
        _("Vereinbarungen der Zusammenarbeit"),
        blank=True,
        help_text=_("Wer was erwartet und wie das Netzwerk arbeitet. Nur Mitglieder lesen es."),
    )
    notes = models.TextField(_("Interne Notizen"), blank=True, help_text=_("Nur Mitglieder lesen es."))

    class Meta:
        verbose_name = _("Internes zum Netzwerk")
        verbose_name_plural = _("Internes zu Netzwerken")

    def __str__(self):
        return str(self.network)


class Visibility(models.TextChoices):
    MEMBERS = "members", _("nur Mitglieder")
    PUBLIC = "public", _("alle")


class NetworkDocument(models.Model):
    """A document where it lies: the portal keeps the address, not the file."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="documents")
    title = models.CharField(_("Titel"), max_length=200)
    url = models.URLField(_("Adresse"), max_length=500)
    day = models.DateField(_("vom"), null=True, blank=True)
    visibility = models.CharField(
        _("Wer es sieht"), max_length=7, choices=Visibility, default=Visibility.MEMBERS
    )

    class Meta:
        verbose_name = _("Dokument")
        verbose_name_plural = _("Dokumente")
        ordering = ["-day", "title"]

    def __str__(self):
        return self.title
