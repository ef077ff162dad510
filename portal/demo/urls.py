"""The mailbox of the demo."""

from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<int:pk>/", views.mail, name="mail"),
    path("<int:pk>/gestaltet/", views.designed_mail, name="designed-mail"),
]
