"""Handing out a file of a case: on request alone, recorded before the first byte, and never shown in the browser."""

import re

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from candour.web.case_page import back
from candour.web.surroundings import surroundings
from candour.web.visiting import posted, visitor

_ENDINGS = frozenset(
    {"csv", "doc", "docx", "eml", "gif", "heic", "jpeg", "jpg", "msg", "odt", "ods", "pdf", "png", "pptx", "rtf", "tif"}
    | {"tiff", "txt", "webp", "xls", "xlsx"}
)
"""What a file may be called when it is saved; everything else, programs and pages among it, becomes .bin."""


def evidence(request: Request) -> Response:
    """Hand out a file; raises CaseNotFoundError, NotAllowedError, EvidenceNotFoundError, FormRefusedError."""
    posted(request)
    reference, digest = request.path_params["reference"], request.path_params["digest"]
    item, pieces = surroundings(request).service.open_evidence(reference, digest, visitor(request).person)
    return StreamingResponse(
        pieces,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(reference, digest, item.name)}"',
            "Content-Length": str(item.size_in_bytes),
            "Content-Security-Policy": "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        },
    )


def file_name(reference: str, digest: str, name: str) -> str:
    """Return what a file is saved as: nothing of its own name but a harmless ending, since names tell of people."""
    ending = name.rpartition(".")[2].casefold()
    safe = re.sub(r"[^A-Z0-9-]", "", reference)[:20]
    return f"{safe}-{digest[:8]}.{ending if ending in _ENDINGS else 'bin'}"


ROUTES = (
    Route("/cases/{reference}/evidence/{digest}", evidence, methods=["POST"]),
    Route("/cases/{reference}/evidence/{digest}", back),
)
