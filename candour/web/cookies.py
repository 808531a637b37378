"""The two cookies: who is signed in, and which browser asked for a link. Nothing else is ever set."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from candour.web.surroundings import surroundings

SESSION = "candour-session"
BROWSER = "candour-browser"


def cookie(request: Request, name: str) -> str:
    """Return a cookie's value, empty where the browser sent none."""
    return request.cookies.get(_full_name(request, name), "")


def set_cookie(request: Request, response: Response, name: str, value: str, *, lasting: timedelta) -> None:
    """Give the browser a cookie that no script and no other host can read.

    Over TLS its name starts with __Host-, so that no neighbouring host could have set it. SameSite is Lax and not
    Strict: people come here from links in mails.
    """
    response.set_cookie(
        _full_name(request, name),
        value,
        max_age=int(lasting.total_seconds()),
        path="/",
        secure=surroundings(request).is_https,
        httponly=True,
        samesite="lax",
    )


def forget_cookie(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    set_cookie(request, response, name, "", lasting=timedelta(0))


def _full_name(request: Request, name: str) -> str:
    return f"__Host-{name}" if surroundings(request).is_https else name
