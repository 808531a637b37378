"""The configuration of the demonstration: a fictional school, whose servers stand on this machine."""

from candour.app.demo.folder import DemoFolder
from candour.app.demo.mailbox import PASSWORD, USER
from candour.app.demo.sending import DATALOSS, LOOPBACK
from candour.app.demo.unnamed import slots_soon
from candour.app.environment import utc_now
from candour.app.settings import Secrets, Settings, read_secrets
from candour.cases.directory import Person
from candour.store.keys import create_key_file

SCHOOL = "st-teilos"
DPO = "dpo@stteilos.example"
WRITER = Person(name="Robin Example", address="robin.example@stteilos.example")
"""The member of staff who tells what went wrong."""
OFFICER = Person(name="Dilys Marlow", address=DPO)
_PEOPLE = {
    "dpo": OFFICER.name,
    "head_teacher": "Alun Prosser",
    "chair_of_governors": "Mair Tennant",
    "service_desk": "Service Desk",
}
_NOWHERE = 9
"""The port of the discard service (RFC 863), where nothing listens."""


def demo_configuration(
    folder: DemoFolder, *, imap_port: int = _NOWHERE, smtp_port: int = _NOWHERE, pages_port: int = 0
) -> tuple[Settings, Secrets]:
    """Return settings and secrets over a fresh folder, and write its key; there are no pages without a port."""
    create_key_file(folder.key_file)
    plain = {"host": LOOPBACK, "security": "plain"}
    document = {
        "store": {"folder": str(folder.store), "key_file": str(folder.key_file)},
        "smtp": {**plain, "port": smtp_port, "from_address": DATALOSS, "from_name": "St Teilo's data protection"},
        "mailbox": [
            {**plain, "name": USER, "school": SCHOOL, "address": DATALOSS, "port": imap_port, "user": USER},
        ],
        "school": [
            {
                "key": SCHOOL, "name": "St Teilo's Primary School", "prefix": "ST",
                "profile": "saints-cardiff", "country": "WLS", "reply_address": DATALOSS,
                "slots": slots_soon(utc_now()), "chat_roles": ["dpo"],
                "roles": {
                    role: [{"name": name, "address": f"{role.replace('_', '-')}@stteilos.example"}]
                    for role, name in _PEOPLE.items()
                },
            }
        ],
    }  # fmt: skip
    web = {"web": {"url": f"http://{LOOPBACK}:{pages_port}", "port": pages_port}} if pages_port else {}
    return Settings.model_validate({**document, **web}), read_secrets({"CANDOUR_IMAP_PASSWORD": PASSWORD})
