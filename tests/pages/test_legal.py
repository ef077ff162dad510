"""The four pages every portal must have, robots, the icon and uploaded pictures."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from portal.pages import views
from portal.pages.context import stored_site
from portal.pages.models import LegalPage, SiteSettings

pytestmark = pytest.mark.django_db

ADDRESSES = ["/impressum/", "/datenschutz/", "/barrierefreiheit/", "/leichte-sprache/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_missing_text_says_whose_task_it_is(lena, address):
    response = lena.get(address)
    assert response.status_code == 200
    assert "Dieser Text fehlt noch" in response.content.decode()


def test_the_text_of_staff_is_shown_as_safe_markdown(lena):
    LegalPage.objects.create(
        slug="impressum", title="Wer wir sind", body="**Stadt** <script>alert(1)</script>"
    )
    html = lena.get("/impressum/").content.decode()
    assert "<strong>Stadt</strong>" in html
    assert "<script>alert" not in html
    assert "<h1" in html
    assert "Wer wir sind" in html


@pytest.mark.parametrize("address", ADDRESSES)
def test_legal_pages_set_no_cookie_and_cost_two_statements(lena, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        response = lena.get(address)
    assert not response.cookies


def test_robots_may_read_a_real_portal_and_nothing_of_a_demo(lena, settings):
    assert (
        lena.get("/robots.txt").content.decode()
        == f"User-agent: *\nDisallow: /verwaltung/\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    )
    SiteSettings.objects.create(pk=1, is_demo=True)
    stored_site.forget()
    assert lena.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_the_icon_is_found_where_browsers_look(lena):
    response = lena.get("/favicon.ico")
    assert response.status_code == 302
    assert response.url.endswith("marke.svg")


def test_uploaded_pictures_are_served_as_nothing_but_pictures(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "bild.webp").write_bytes(b"RIFF")
    response = views.media(RequestFactory().get("/media/bild.webp"), "bild.webp")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/webp"
    assert response._csp_config["sandbox"] is True


@pytest.mark.parametrize("path", ["../settings.py", "fehlt.webp", "", "a\0b"])
def test_there_is_no_way_out_of_the_pictures(settings, tmp_path, path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(Http404):
        views.media(RequestFactory().get("/media/"), path)
