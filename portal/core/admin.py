"""Accounts and mails in the admin."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import outbox
from .models import OutgoingMail, User


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"  # noqa: DJ007 - the fieldsets choose


@admin.register(User)
class UserAdmin(BaseUserAdmin):
    form = UserForm
    add_form = UserCreationForm
    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active", "last_login"]
    search_fields = ["email", "name"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Rechte"), {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Zeiten"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "name", "password1", "password2"]})]

    def save_model(self, request, user, form, change):
        """An address that staff set is the only one: with those before nobody signs in any more."""
        super().save_model(request, user, form, change)
        if change and "email" in form.changed_data:
            EmailAddress.objects.filter(user=user).delete()


@admin.register(OutgoingMail)
class GivenUpMailAdmin(admin.ModelAdmin):
    """Mails that reached nobody. What they say is for their readers: the team sees to whom, about what and when."""

    list_display = fields = ["subject", "recipient", "created_at", "attempts", "failed_at"]
    ordering = ["-failed_at"]
    actions = ["try_again"]

    def get_queryset(self, request):
        return super().get_queryset(request).given_up().defer("text", "html", "headers")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def get_list_display_links(self, request, list_display):
        return None

    @admin.action(description=_("Erneut versuchen"), permissions=["change"])
    def try_again(self, request, mails):
        count = outbox.try_again(mails)
        done = ngettext("%d E-Mail wird erneut versucht.", "%d E-Mails werden erneut versucht.", count)
        self.message_user(request, done % count)
