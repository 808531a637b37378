"""A django-helpdesk over SQLite that empties one IMAP mailbox; run by the Python of its own environment alone.

python helpdesk_project.py FOLDER IMAP_PORT SMTP_PORT USER PASSWORD ADDRESS  ->  {"seconds": ..., "tickets": ...}

SQLite stands as Django sets it up. Where SMTP_PORT is 0 nothing is sent (Django's dummy backend).
"""

import json
import sys
import time
from pathlib import Path
from types import ModuleType

import django  # type: ignore[import-not-found]  # of the other environment, as all that follows
from django.conf import settings  # type: ignore[import-not-found]


def configure(folder: Path, smtp_port: int) -> None:
    """Set up the smallest project that django-helpdesk works in."""
    settings.configure(
        SECRET_KEY="for this run alone",  # noqa: S106  a benchmark has no secrets
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "helpdesk.sqlite3"}},
        EMAIL_BACKEND=f"django.core.mail.backends.{'smtp' if smtp_port else 'dummy'}.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=smtp_port,
        DEFAULT_FROM_EMAIL="helpdesk@stteilos.example",
        MEDIA_ROOT=folder / "media",
        MEDIA_URL="/media/",
        STATIC_URL="/static/",
        ROOT_URLCONF="helpdesk_urls",
        SITE_ID=1,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        HELPDESK_TEAMS_MODE_ENABLED=False,
        LOGGING_CONFIG=None,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.sites",
            "django.contrib.messages",
            "django.contrib.admin",
            "django.contrib.humanize",
            "rest_framework",
            "helpdesk",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    )
    django.setup()
    from django.urls import include, path  # type: ignore[import-not-found]  # noqa: PLC0415  after setup

    urls = ModuleType("helpdesk_urls")
    urls.urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]  # type: ignore[attr-defined]  # a module made by hand
    sys.modules["helpdesk_urls"] = urls


def main() -> None:
    """Migrate, then take the whole mailbox in, and print how long that took."""
    folder, port, smtp_port, user, password, address = sys.argv[1:]
    configure(Path(folder), int(smtp_port))
    from django.core.management import call_command  # type: ignore[import-not-found]  # noqa: PLC0415  after setup

    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate", verbosity=0)
    from helpdesk.email import process_email  # type: ignore[import-not-found]  # noqa: PLC0415  likewise
    from helpdesk.models import Queue, Ticket  # type: ignore[import-not-found]  # noqa: PLC0415  likewise

    Queue.objects.create(
        title="DataLoss",
        slug="dataloss",
        email_address=address,
        allow_email_submission=True,
        email_box_type="imap",
        email_box_host="127.0.0.1",
        email_box_port=int(port),
        email_box_ssl=False,
        email_box_user=user,
        email_box_pass=password,
        email_box_imap_folder="INBOX",
        email_box_interval=0,
        enable_notifications_on_email_events=True,
    )
    begun = time.monotonic()
    process_email(quiet=True)
    print(json.dumps({"seconds": time.monotonic() - begun, "tickets": Ticket.objects.count()}))


if __name__ == "__main__":
    main()
