"""All settings come from the environment; a table in docs/operator.md explains them."""

import hmac
import sys
from pathlib import Path
from typing import NoReturn

import dj_database_url
from django.utils.translation import gettext_lazy as _
from environs import Env

from website.search_engines import OWN_ENGINE, TREATMENTS, Engine

PACKAGE_DIR = Path(__file__).resolve().parent
PROJECT_DIR = PACKAGE_DIR.parent.parent

env = Env()


def stop_with(sentence: str) -> NoReturn:
    sys.exit(f"Vraagbaak does not start: {sentence}")


def required(name: str, *, purpose: str, in_debug: str) -> str:
    """The value of a setting that production cannot do without; in debug mode `in_debug` serves."""
    value: str = env.str(name, "")
    if value:
        return value
    if not DEBUG:
        stop_with(f"set {name} ({purpose}), or set DEBUG=1 on a machine of your own.")
    return in_debug


DEBUG: bool = env.bool("DEBUG", False)
DATA_DIR = Path(env.str("DATA_DIR", "data")).resolve()
SECRET_KEY = required(
    "SECRET_KEY", purpose="a long random text, kept secret", in_debug="debug-only-" + "x" * 50
)
ALLOWED_HOSTS = [
    host.strip()
    for host in required(
        "ALLOWED_HOSTS",
        purpose="the host names of the sites, separated by commas",
        in_debug="localhost,.localhost,127.0.0.1",
    ).split(",")
]
DATABASE_URL = required(
    "DATABASE_URL",
    purpose="the database, such as sqlite:////srv/vraagbaak/vraagbaak.sqlite3 or postgres://user:pass@host/name",
    in_debug=f"sqlite:///{DATA_DIR / 'vraagbaak.sqlite3'}",
)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
BASE_URL = required(
    "BASE_URL",
    purpose="the address of the admin, such as https://vragen.zonneveld.example; https makes cookies safe",
    in_debug="http://localhost:8000",
).rstrip("/")
HTTPS = BASE_URL.startswith("https://")
TRUSTED_PROXY: bool = env.bool("TRUSTED_PROXY", False)

INSTALLED_APPS = [
    # In the order of the imports: groups are made by the first and given rights by the next.
    "vraagbaak",
    "servicedesk",
    "website",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.redirects",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_altcha",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "website.public.pages.redirects.CarefulRedirectMiddleware",
]

ROOT_URLCONF = "website.urls"
WSGI_APPLICATION = "website.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In a checkout the templates stand beside the packages; the wheel carries them inside this one.
TEMPLATES_DIR = (
    PACKAGE_DIR / "templates" if (PACKAGE_DIR / "templates").is_dir() else PROJECT_DIR / "templates"
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [TEMPLATES_DIR],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "website.public.pages.frame.site_frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

# One table serves all processes; rate limits and the worker's heartbeat depend on that, and on nothing being culled.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "vraagbaak_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SEARCH_INDEX_DIR = DATA_DIR / "search-index"
SEARCH_LANGUAGE: str = env.str("SEARCH_LANGUAGE", "nl")
if SEARCH_LANGUAGE not in TREATMENTS:
    stop_with(f"SEARCH_LANGUAGE must be one of {', '.join(TREATMENTS)}.")
SEARCH_ENGINE = Engine(
    backend=env.str("SEARCH_BACKEND", OWN_ENGINE),
    language=SEARCH_LANGUAGE,
    index_dir=SEARCH_INDEX_DIR,
    urls=env.list("SEARCH_URLS", ["http://localhost:9200"]),
    index_prefix=env.str("SEARCH_INDEX_PREFIX", "vraagbaak_"),
    word_list=env.path("SEARCH_WORD_LIST", None),
)
WAGTAILSEARCH_BACKENDS = {"default": SEARCH_ENGINE.options}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "website:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
]
LOCALE_PATHS = [TEMPLATES_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# What askers send along; no address leads here.
ATTACHMENTS_DIR = DATA_DIR / "attachments"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

WAGTAIL_SITE_NAME = "Vraagbaak"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_FRONTEND_LOGIN_URL = "/inloggen/"
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Milliseconds. Half a second, the default, saves a new page while its editor is reaching for the button that saves it.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILAPI_SEARCH_ENABLED = True
WAGTAILAPI_LIMIT_MAX = 100
TAGGIT_CASE_INSENSITIVE = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_STARTTLS", False)
EMAIL_TIMEOUT = 20
if email_dir := env.str("EMAIL_DIR", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = email_dir
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", "vraagbaak@localhost")

CSRF_FAILURE_VIEW = "website.public.pages.stale_forms.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS and env.bool("HTTPS_REDIRECT", True)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
CONTENT_SECURITY_POLICY = {
    # Wagtail's own screens need inline script and style; everything of the public site does without.
    "EXCLUDE_URL_PREFIXES": ["/beheer/", "/api/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    },
}

# The check for robots that an office can switch on; everything of it runs here.
ALTCHA_HMAC_KEY = hmac.new(SECRET_KEY.encode(), b"website.altcha", "sha256").hexdigest()
ALTCHA_CHALLENGE_EXPIRE = 1_200_000

# How long things take and how much is allowed; days, hours and seconds are in the names.
STATUS_LINK_DAYS: int = env.int("STATUS_LINK_DAYS", 90)
ASK_LIMIT_PER_HOUR: int = env.int("ASK_LIMIT_PER_HOUR", 10)
FEEDBACK_LIMIT_PER_HOUR: int = env.int("FEEDBACK_LIMIT_PER_HOUR", 60)
CODE_LIMIT_PER_HOUR: int = env.int("CODE_LIMIT_PER_HOUR", 10)
RUN_LIMIT_PER_HOUR: int = env.int("RUN_LIMIT_PER_HOUR", 120)
ANSWERED_LIMIT_PER_HOUR: int = env.int("ANSWERED_LIMIT_PER_HOUR", 20)
ASK_MINIMUM_SECONDS: int = env.int("ASK_MINIMUM_SECONDS", 3)
SEARCH_LOG_DAYS: int = env.int("SEARCH_LOG_DAYS", 365)
ASK_HELD_AFTER_PER_DAY: int = env.int("ASK_HELD_AFTER_PER_DAY", 10)
SPAM_DAYS: int = env.int("SPAM_DAYS", 30)
ATTACHMENT_LIMIT_MB: int = env.int("ATTACHMENT_LIMIT_MB", 10)
ATTACHMENT_TOTAL_MB: int = env.int("ATTACHMENT_TOTAL_MB", 25)
ATTACHMENT_MOST: int = env.int("ATTACHMENT_MOST", 5)
ATTACHMENT_LIMIT_PER_HOUR: int = env.int("ATTACHMENT_LIMIT_PER_HOUR", 60)
STATUS_LINK_RENEWABLE_DAYS: int = env.int("STATUS_LINK_RENEWABLE_DAYS", 365)
PRIVACY_LIMIT_PER_HOUR: int = env.int("PRIVACY_LIMIT_PER_HOUR", 30)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
