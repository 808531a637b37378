"""What may be said to whom without encryption: this machine alone."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Tell whether a host name means this machine, without asking a name server."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
