"""What every page says about the portal."""

import pytest
from django.db import connection
from django.test import RequestFactory

from portal.pages import context
from portal.pages.models import SiteSettings


@pytest.mark.django_db
def test_the_settings_are_read_once_for_many_pages(django_assert_num_queries):
    SiteSettings.objects.create(pk=1, advice_name="Beratung")
    with django_assert_num_queries(1):
        for _ in range(3):
            assert context.site(RequestFactory().get("/"))["site"].advice_name == "Beratung"


@pytest.mark.django_db
def test_nothing_is_asked_before_a_template_needs_it(django_assert_num_queries):
    with django_assert_num_queries(0):
        context.site(RequestFactory().get("/verwaltung/"))


@pytest.mark.django_db
def test_a_change_shows_at_once_when_told():
    assert context.stored_site().contact_email == ""
    SiteSettings.objects.create(pk=1, contact_email="buero@example.org")
    assert context.stored_site().contact_email == ""
    context.stored_site.forget()
    assert context.stored_site().contact_email == "buero@example.org"


def test_pages_without_a_database_fall_back_on_the_defaults(monkeypatch):
    def away(*args):
        raise context.PoolTimeout

    monkeypatch.setattr(connection, "ensure_connection", away)
    assert context.site_or_defaults().name == "Bildungsportal"


@pytest.mark.parametrize(
    ("path", "label", "current"),
    [
        ("/anbieter/", "Anbieter", "page"),
        ("/anbieter/verein/", "Anbieter", "true"),
        ("/angebote/deutsch/", "Angebote", "true"),
        ("/lebensphasen/jugend/", "Lebensphasen", "true"),
        ("/", "Angebote", ""),
    ],
)
def test_the_menu_marks_where_one_is(path, label, current):
    (link,) = [link for link in context.navigation(path) if link.label == label]
    assert link.current == current


@pytest.mark.django_db
def test_the_menu_has_no_dead_links(lena):
    groups = context.footer_groups("buero@example.org")
    urls = [link.url for link in (*context.navigation("/"), *context.side_navigation("/"))]
    urls += [url for _title, links in groups for _label, url in links if not url.startswith("mailto:")]
    urls += [url for _label, url in context.legal_links()]
    assert [url for url in urls if lena.get(url, follow=True).status_code != 200] == []
