"""The second step, filled in."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from servicedesk.deflection.models import AskRun
from tests.website.public.asking.conftest import BODY, TITLE

DETAILS = "/vraag-stellen/gegevens/"
WHO = {"name": "Fatima de Vries", "email": "fatima@post.example"}


def details(run: AskRun, **fields: Any) -> dict[str, Any]:
    return {"run": run.key, "title": TITLE, "body": BODY, **WHO, **fields}


def send(client: Client, run: AskRun, *files: SimpleUploadedFile, **fields: Any) -> Any:
    return client.post(DETAILS, {**details(run, **fields), **({"files": files} if files else {})})


def done(run: AskRun) -> str:
    return f"/vraag-stellen/verzonden/?run={run.key}"
