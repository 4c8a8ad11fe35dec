"""Settings of every process. What differs between machines and processes comes from the environment.

SASANDO_DATABASE: URL of the database, for the role of this process. SASANDO_PROCESS: desk, door, worker or owner.
SASANDO_DATA: the data folder, with the keys. SASANDO_DEMO=1: the demo world.
SASANDO_HOSTS: names of this site, by comma. SASANDO_HTTPS=1: it is reached by https.
SASANDO_SCAN: the virus scanner, as a command that gets a file on its standard input (`domain/documents/scanning.py`).
"""

import os
import shlex
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

HERE = Path(__file__).parents[1]
DATA = Path(os.environ.get("SASANDO_DATA", "."))
PROCESS = os.environ.get("SASANDO_PROCESS", "desk")
DEMO = os.environ.get("SASANDO_DEMO") == "1"
HTTPS = os.environ.get("SASANDO_HTTPS") == "1"
AREAS = sorted(folder for folder in (HERE / "web").iterdir() if folder.is_dir() and folder.name != "__pycache__")


def _key(name: str) -> bytes:
    file = DATA / "keys" / name
    return file.read_bytes().strip() if file.is_file() else b"no key: nothing is signed in this process"


def database_of(url: str) -> dict[str, object]:
    """The database of this address, as Django wants it."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


DEBUG = False  # nothing here turns it on
SECRET_KEY = _key("django.key").decode()
CONTEXT_KEY = _key("context.key")
_DOOR_PORT = int(os.environ.get("SASANDO_PORT", "8000")) + 1
DOOR_ADDRESS = os.environ.get("SASANDO_DOOR_ADDRESS", f"http://localhost:{_DOOR_PORT}")
ALLOWED_HOSTS = os.environ.get("SASANDO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": database_of(os.environ.get("SASANDO_DATABASE", "postgresql:///sasando"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_SIGNED_IN = [
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "csp",
    "template_partials",
    *([] if PROCESS == "door" else _SIGNED_IN),
    "sasando.domain.audit",
    "sasando.domain.regions",
    "sasando.domain.organisations",
    "sasando.domain.gates",
    "sasando.domain.people",
    "sasando.domain.documents",
    "sasando.domain.licences",
    "sasando.domain.examinations",
    "sasando.domain.rosters",
    "sasando.domain.passages",
    "sasando.domain.placements",
    "sasando.domain.issuance",
    "sasando.domain.stops",
    "sasando.domain.sync",
]
BEFORE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
]
DESK = [
    "sasando.web.shell.request.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sasando.web.shell.language.IndonesianFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "sasando.web.shell.request.WhoActs",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
DOOR = [  # no session, no cookie, no token against forgery: what can be done here needs a secret in the address
    "sasando.web.shell.language.IndonesianFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
MIDDLEWARE = [*BEFORE, *(DOOR if PROCESS == "door" else DESK)]
ROOT_URLCONF = "sasando.project.urls_door" if PROCESS == "door" else "sasando.project.urls_desk"
_CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "sasando.web.shell.context.frame",
]
if PROCESS != "door":
    _CONTEXT += ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [folder / "templates" for folder in AREAS],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": _CONTEXT,
            "libraries": {"shell": "sasando.web.shell.templatetags.shell"},
            "builtins": ["django.templatetags.i18n", "template_partials.templatetags.partials"],
        },
    }
]

# ---- words and days
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Asia/Makassar"  # WITA, in which everything is shown; stored in UTC

# ---- who signs in
AUTH_USER_MODEL = "organisations.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sasando.web.sign_in.backend.NarrowBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name")},
    },
]
SESSION_ENGINE = "sasando.domain.organisations.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE = timedelta(minutes=30)
SESSION_WHOLE = timedelta(hours=12)
STEP_UP_FOR = timedelta(minutes=10)
LOGIN_URL = "sign_in:sign_in"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "sign_in:sign_in"

# ---- what every answer carries
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "sasando.web.shell.errors.csrf_failure"

# ---- files
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder / "static" for folder in AREAS if (folder / "static").is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
LIST_AT_MOST = 10 * 1024 * 1024
SCAN_COMMAND = shlex.split(os.environ.get("SASANDO_SCAN", ""))

# ---- mail: only checkpoints, which name nobody
_MAIL = urlsplit(os.environ.get("SASANDO_MAIL", ""))
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "localhost", _MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("SASANDO_MAIL_FROM", "sasando@localhost")
CHECKPOINTS_TO = [one for one in os.environ.get("SASANDO_CHECKPOINTS_TO", "").split(",") if one]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "project_cache"}}
AXES_HANDLER = "sasando.web.sign_in.throttle.GrowingWait"
AXES_FAILURE_LIMIT = 5  # throttle.SOFT; from there on the wait grows
AXES_COOLOFF_TIME = timedelta(days=1)  # throttle.FORGOTTEN_AFTER
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "sasando.web.sign_in.throttle.wait_page"
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "sasando.web.sign_in.throttle.counted_as"
AXES_CLIENT_IP_CALLABLE = "sasando.web.sign_in.throttle.nowhere"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "code", "credential", "csrfmiddlewaretoken"]
AXES_LOCK_OUT_AT_FAILURE = True
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"plain": {"()": "sasando.project.logs.WithoutValues"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["plain"]}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "axes": {"level": "ERROR"},
        "fido2": {"level": "WARNING"},
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.jobs": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
}

# ---- allauth: its stages and its cryptography; the pages are those of sasando.web.sign_in
ACCOUNT_ADAPTER = "sasando.web.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # axes counts, for passwords, codes and passkeys alike
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there are no e-mails to verify
MFA_TOTP_ISSUER = "Sasando"
MFA_TOTP_TOLERANCE = 1  # clocks of phones; `forms.CodeForm` takes each code once in all that time
MFA_RECOVERY_CODE_DIGITS = 12
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ADAPTER = "sasando.web.sign_in.adapter.FactorAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http on this machine; `passkeys` itself asks for our very origin

SILENCED_SYSTEM_CHECKS: list[str] = []
