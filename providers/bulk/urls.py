"""Addresses of „Liste einlesen“, under `/konto/einlesen/`."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.bring, name="bulk"),
    path("vorlage.csv", views.template, {"ending": "csv"}, name="bulk_template_csv"),
    path("vorlage.xlsx", views.template, {"ending": "xlsx"}, name="bulk_template_xlsx"),
    path("<int:pk>/", views.upload, name="bulk_upload"),
    path("<int:pk>/spalten/", views.columns, name="bulk_columns"),
    path("<int:pk>/zeilen/", views.repair, name="bulk_repair"),
    path("<int:pk>/uebernehmen/", views.take, name="bulk_take"),
    path("<int:pk>/fehler.csv", views.faults, name="bulk_faults"),
    path("<int:pk>/verwerfen/", views.discard, name="bulk_discard"),
]
