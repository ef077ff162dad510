"""Addresses that pages link to."""

from portal.search.address import SearchAddress


def search_url(**choices):
    """The result page with the given choices; a list gives several: ``search_url(thema=["a", "b"])``."""
    return str(SearchAddress.of(**choices))


def phone_address(phone):
    """„tel:“ with digits and a leading plus only, or nothing where the text holds no number."""
    digits = "".join(sign for sign in phone if sign in "+0123456789")
    return f"tel:{digits}" if len(digits) > 4 else ""
