"""Accessibility of the search, whose pages are the longest: a file of its own, so that two cores share the walk."""

import pytest

from .addresses import public_pages
from .looks import walk


@pytest.fixture(scope="module")
def seen(chromium, portal):
    return walk(chromium, portal, [path for path in public_pages(portal) if path.startswith("/suche/")])


def test_axe_finds_nothing_on_any_page_of_the_search_and_none_scrolls_sideways(seen):
    assert seen[0] == {}


def test_headings_of_the_search_have_one_first_level_and_skip_none(seen):
    assert seen[1] == {}
