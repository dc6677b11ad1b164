"""Our own API, version 1."""

from ninja import NinjaAPI
from wagtail.utils.urlpatterns import decorate_urlpatterns

from website.api import errors, reading, writing
from website.api.gate import for_anyone

DESCRIPTION = (
    "Searches and reads published questions and answers, asks questions and takes feedback. "
    "Nobody logs in here: it shows what everyone may see. The site is the one of the host name."
)

api = NinjaAPI(
    title="Vraagbaak",
    version="1.0.0",
    description=DESCRIPTION,
    urls_namespace="api_v1",
    openapi_url="/openapi.json",
    # Its pages would load scripts from elsewhere, or need a script of their own; docs/api.md does without.
    docs_url=None,
)
errors.register(api)
api.add_router("", reading.router)
api.add_router("", writing.router)

patterns, app_name, namespace = api.urls
decorate_urlpatterns(patterns, for_anyone)
