"""Addresses of the web that people and imports bring."""


def web_address(url):
    """The address if a browser may follow it, else nothing: imports bring whatever the source wrote."""
    return url if url.startswith(("https://", "http://")) else ""
