"""For monitoring: is the process up, and can it serve?"""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from website.health.checks import check_all


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. An unreachable database is no reason to restart it, so nothing else is checked."""
    return JsonResponse({"status": "up"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, index and queue are in order, otherwise 503 with a reason for each that is not."""
    checks = check_all(now=timezone.now())
    ready = all(check.ok for check in checks.values())
    body = {
        "status": "ready" if ready else "not ready",
        "checks": {name: check.as_json() for name, check in checks.items()},
    }
    return JsonResponse(body, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)
