"""People who may sign in (visitors have no account), mails on their way, jobs, counts of requests."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Creates users by e-mail address."""

    def create_user(self, email, password=None, **fields):
        """Return a saved user; the address is kept in lower case, an empty one raises ValueError."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username):
        return self.get(email=username.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account: staff of the Bildungsbüro or a person who keeps a provider's entries."""

    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=150, blank=True)
    is_staff = models.BooleanField(
        _("Team"), default=False, help_text=_("Darf sich in der Verwaltung anmelden.")
    )
    is_active = models.BooleanField(
        _("aktiv"),
        default=True,
        help_text=_("Ausschalten statt löschen: Die Geschichte der Einträge bleibt lesbar."),
    )
    date_joined = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case")]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        """Mails that still have to go out."""
        return self.filter(sent_at=None, failed_at=None)

    def given_up(self):
        """Mails that nobody got and that are not tried again."""
        return self.filter(failed_at__isnull=False)

    def due(self):
        """Waiting mails whose next attempt has come."""
        return self.waiting().filter(due_at__lte=timezone.now())


class OutgoingMail(models.Model):
    """A mail, written by `outbox.write` in the transaction that causes it and sent by the worker afterwards."""

    message_id = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aufgegebene E-Mail")
        verbose_name_plural = _("Aufgegebene E-Mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, failed_at=None), name="mail_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="mail_one_outcome"),
        ]

    def __str__(self):
        return self.subject


class JobRun(models.Model):
    """When a job of the worker runs next; kept by `jobs`."""

    name = models.CharField(max_length=200, primary_key=True)
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    def __str__(self):
        return self.name


class RequestCount(models.Model):
    """How often a network or an address used a form within a span of time; ``who`` is a salted hash."""

    who = models.CharField(max_length=64)
    until = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "until"], name="request_count_once")]

    def __str__(self):
        return f"{self.count}"
