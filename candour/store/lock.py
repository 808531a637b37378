"""One process a store: two that write the same files would each believe their own indexes."""

import contextlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from candour.cases.errors import StoreLockedError
from candour.store.disk import store_errors


def lock_store(root: Path) -> FileLock:
    """Return the store's lock, taken; raises StoreLockedError, which says who has it.

    The lock is the kernel's (flock): it ends with the process, however that ends.
    """
    lock = FileLock(root / "lock", timeout=0, thread_local=False, mode=0o600)
    owner = root / "owner.json"
    with store_errors():
        try:
            lock.acquire()
        except Timeout:
            raise StoreLockedError(
                f"another Candour works on {root} ({_described(owner)}); stop it first, or give this one another folder"
            ) from None
    # Only to say who it is: on a full disk the store must still start.
    with contextlib.suppress(OSError):
        owner.touch(mode=0o600)
        owner.write_text(json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}))
    return lock


def _described(owner: Path) -> str:
    try:
        known = json.loads(owner.read_text())
        return f"process {int(known['pid'])}, since {datetime.fromisoformat(known['since']).isoformat()}"
    except (OSError, ValueError, LookupError, TypeError):
        return "it has not said which process it is"
