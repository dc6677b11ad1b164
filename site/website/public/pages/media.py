"""Serves the images of answers.

On one machine the web process does this itself, without another server for files. Only the renditions that Wagtail made
for pages are served here: originals are not public, and documents go through Wagtail, which knows who may read them.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve


def image(request: HttpRequest, path: str) -> HttpResponseBase:
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    # The name of a rendition changes with its content.
    patch_cache_control(response, public=True, max_age=86_400)
    return response
