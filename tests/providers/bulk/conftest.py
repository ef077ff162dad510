"""Anna keeps one provider, omar another; both are signed in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from providers.models import BulkUpload, TeamMember

from ...factories import make_provider

PLACE = "/konto/einlesen/"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def school(anna):
    provider = make_provider("Volkshochschule Musterstadt", slug="vhs-musterstadt")
    TeamMember.objects.create(provider=provider, user=anna)
    return provider


@pytest.fixture
def other(omar):
    provider = make_provider("Verein nebenan", slug="verein")
    TeamMember.objects.create(provider=provider, user=omar)
    return provider


@pytest.fixture
def page(anna, school):
    return signed_in(anna)


@pytest.fixture
def bring(page, school):
    """Bring a list (text or bytes) and return the response."""

    def bring(content, name="liste.csv", **data):
        content = content.encode() if isinstance(content, str) else content
        file = SimpleUploadedFile(name, content)
        return page.post(PLACE, {"provider": school.pk, "file": file} | data)

    return bring


@pytest.fixture
def checked(page, bring):
    """Bring a list, take the guessed columns, and return the upload."""

    def checked(content, **data):
        response = bring(content, **data)
        assert response.status_code == 302, response.context["form"].errors
        upload = BulkUpload.objects.get(pk=response.url.strip("/").split("/")[-1])
        columns = {f"c{index}": name or "-" for index, name in enumerate(upload.columns)}
        assert page.post(f"{response.url}spalten/", columns).status_code == 302
        upload.refresh_from_db()
        return upload

    return checked
