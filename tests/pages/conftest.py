"""What the process keeps from one page to the next must not travel from test to test."""

import pytest

from portal.pages import context, vocabulary
from portal.pages.district_map import atlas
from portal.pages.provider import filters


@pytest.fixture(autouse=True)
def nothing_kept():
    for kept in (context.stored_site, vocabulary, atlas, filters.choices):
        kept.forget()
