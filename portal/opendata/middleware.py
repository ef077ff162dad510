"""Every answer below `/api/` is for machines, errors of the frame included."""

import json
from http import HTTPStatus

PREFIX = "/api/"
JSON = "application/json"


class ApiMiddleware:
    """Open to pages of other sites; errors are JSON with ``detail``, whoever raised them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        wants_body = request.method != "HEAD"
        if not wants_body:
            request.method = (
                "GET"  # the interface answers GET alone; what it would have sent is then left out
            )
        response = self.get_response(request)
        if response.status_code >= 400 and not response.headers["Content-Type"].startswith(JSON):
            _turn_into_json(response)
        response.headers["Access-Control-Allow-Origin"] = "*"
        if not wants_body:
            response.content = b""
        return response


def _turn_into_json(response):
    response.content = json.dumps({"detail": HTTPStatus(response.status_code).phrase})
    response.headers["Content-Type"] = JSON
    response.headers["Content-Length"] = str(len(response.content))
