"""Middleware of the ground floor."""

import logging

from django.db import OperationalError
from django.shortcuts import render
from psycopg_pool import PoolTimeout

logger = logging.getLogger(__name__)


class UnavailableMiddleware:
    """Answer 503 in German while the database is away; nobody has to help once it is back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, (OperationalError, PoolTimeout)):
            return None
        logger.error("Database unavailable: %s", type(exception).__name__)
        response = render(None, "503.html", status=503)
        response.headers["Retry-After"] = "30"
        return response
