"""Every address of the site. What editors make stands at the end: Wagtail serves what nothing else took."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from website.accounts.views import LoginView, LogoutView
from website.asking import details_views, question_views
from website.feedback import views as feedback
from website.media import image
from website.search.views import choose, search
from website.sitemap import robots, sitemap
from website.status.views import status

public_patterns = [
    path("zoeken/", search, name="search"),
    path("zoeken/gekozen/", choose, name="choose"),
    path("vraag-stellen/", question_views.ask, name="ask"),
    path("vraag-stellen/suggesties/", question_views.ask_suggestions, name="ask_suggestions"),
    path("vraag-stellen/openen/<int:page_id>/", question_views.ask_open, name="ask_open"),
    path("vraag-stellen/beantwoord/", question_views.ask_answered, name="ask_answered"),
    path("vraag-stellen/gegevens/", details_views.ask_details, name="ask_details"),
    path("vraag-stellen/verzonden/", details_views.ask_done, name="ask_done"),
    path("vraag/<str:token>/", status, name="status"),
    path("feedback/<int:page_id>/", feedback.feedback, name="feedback"),
    path("feedback/<int:page_id>/toelichting/", feedback.feedback_reason, name="feedback_reason"),
    path("inloggen/", LoginView.as_view(), name="login"),
    path("uitloggen/", LogoutView.as_view(), name="logout"),
]

urlpatterns = [
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("api/", include("website.api.urls")),
    path("", include("website.health.urls")),
    path("media/images/<path:path>", image, name="media_image"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
]

urlpatterns += i18n_patterns(
    path("", include((public_patterns, "website"))),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
