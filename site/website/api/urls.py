"""Everything below /api/."""

from typing import Any

from django.urls import include, path

from website.api import v1, wagtail_v3
from website.api.gate import for_anyone, nothing_here
from website.api.wagtail_v2 import router as wagtail_v2

urlpatterns: list[Any] = [
    path("v1/", include((v1.patterns, v1.app_name), namespace=v1.namespace)),
    path("v1/<path:path>", for_anyone(nothing_here)),
    path("v2/", wagtail_v2.urls),
    path("v3/", include(wagtail_v3.own_patterns)),
    path("v3/", include((wagtail_v3.patterns, wagtail_v3.app_name), namespace=wagtail_v3.namespace)),
]
