"""Every URL of the site. The pages that editors make come last: Wagtail serves what nothing else matched."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from website.portal.my_data import views as my_data
from website.public.accounts.views import LoginView, LogoutView
from website.public.asking import code_views, details_views, question_views, suggestion_views
from website.public.asking.proof_of_work import ask_work
from website.public.attachments.views import asker_attachment
from website.public.feedback import views as feedback
from website.public.pages.media import image
from website.public.pages.sitemap import robots, sitemap
from website.public.search.views import choose, search
from website.public.status.views import renew, solved, status

public_patterns = [
    path("zoeken/", search, name="search"),
    path("zoeken/gekozen/", choose, name="choose"),
    path("vraag-stellen/", question_views.ask, name="ask"),
    path("vraag-stellen/opnieuw/", question_views.ask_afresh, name="ask_afresh"),
    path("vraag-stellen/tijdens-typen/", suggestion_views.ask_typing, name="ask_typing"),
    path("vraag-stellen/suggesties/", suggestion_views.ask_suggestions, name="ask_suggestions"),
    path("vraag-stellen/openen/<int:page_id>/", suggestion_views.ask_open, name="ask_open"),
    path("vraag-stellen/hielp-niet/", suggestion_views.ask_declined, name="ask_declined"),
    path("vraag-stellen/beantwoord/", suggestion_views.ask_answered, name="ask_answered"),
    path("vraag-stellen/adres/", code_views.ask_address, name="ask_address"),
    path("vraag-stellen/code/", code_views.ask_code, name="ask_code"),
    path("vraag-stellen/gegevens/", details_views.ask_details, name="ask_details"),
    path("vraag-stellen/gegevens/velden/", details_views.ask_subject_fields, name="ask_subject_fields"),
    path("vraag-stellen/controle/", ask_work, name="ask_work"),
    path("vraag-stellen/verzonden/", details_views.ask_done, name="ask_done"),
    path("vraag/<str:token>/", status, name="status"),
    path("vraag/<str:token>/opgelost/", solved, name="status_solved"),
    path("vraag/<str:token>/nieuwe-link/", renew, name="status_renew"),
    path("mijn-gegevens/", my_data.start, name="my_data"),
    path("mijn-gegevens/code/", my_data.code, name="my_data_code"),
    path("mijn-gegevens/overzicht/", my_data.overview, name="my_data_overview"),
    path("mijn-gegevens/downloaden/", my_data.download, name="my_data_download"),
    path("mijn-gegevens/wissen/", my_data.erase, name="my_data_erase"),
    path("mijn-gegevens/gewist/", my_data.erased, name="my_data_erased"),
    path("mijn-gegevens/klaar/", my_data.leave, name="my_data_leave"),
    path("vraag/<str:token>/bijlage/<int:pk>/", asker_attachment, name="asker_attachment"),
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
