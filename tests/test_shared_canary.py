"""Two hundred ordinary mails and ten incidents in one mailbox: of the ordinary ones no word is in any byte written.

A real mailbox in the mode "shared", a real process, a real mail server. Every ordinary mail has words of its own in its
subject, text, sender, Message-ID, and in the name and content of a file. All of them begin alike, so that one search
finds any of them however it is written; the domains, which may be named, are looked for one by one.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from candour.cases.leaving import KIND
from candour.cases.mail_ledger import added_up, days_of
from candour.cases.sorting import WORDS
from candour.store.folders import CaseFolderStore
from candour.store.keys import read_key_file
from intake.parse import message_keys
from tests.app.configurations import GOOD, changed
from tests.canaries import digests_of, forms_of
from tests.dovecot import Dovecot, needs_dovecot, running_dovecot
from tests.everything_written import WatchedOpening, decoded, every_sealed_byte, files_below
from tests.intake.office_mail import OfficeMail, incident_mails, ordinary_mails
from tests.mail_sink import MailSink
from tests.running import RunningCandour, an_installation, until

pytestmark = [needs_dovecot, pytest.mark.dovecot, pytest.mark.long, pytest.mark.xdist_group("all-the-way")]

USER = "office"
ADMIN = "admin@stteilos.example"
STEM = "quillwort"
TAKEN = 10
BIG, DEEP = 900, 901


def word(place: str, number: int) -> str:
    """Return a word that stands nowhere else, such as "quillwortsubjectbdj"."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
    return f"{STEM}{place}{letters}"


def domain(number: int) -> str:
    return f"{word('', number).removeprefix(STEM)}-sender.example"


def an_ordinary_mail(number: int, mail: OfficeMail) -> bytes:
    """Return an ordinary mail with words of its own in every place, a file of its own, and no sign that we know it."""
    message = EmailMessage()
    message["From"] = f"{mail.name} {word('name', number)} <{word('local', number)}@{domain(number)}>"
    message["To"] = ADMIN
    message["Subject"] = f"{mail.subject} {word('subject', number)}"
    message["Message-ID"] = f"<{word('id', number)}@{domain(number)}>"
    if mail.machine:
        message["Auto-Submitted"] = "auto-generated"
    if mail.machine == "bulk":
        message["List-Unsubscribe"] = f"<mailto:{word('list', number)}@{domain(number)}>"
        message["Precedence"] = "bulk"
    message.set_content(f"{mail.text}\n{word('body', number)}\n")
    if number % 3 == 0:
        message.add_alternative(f"<p>{mail.text}</p><p>{word('html', number)}</p>", subtype="html")
    content = f"The file of {word('content', number)}\n".encode() * 20
    message.add_attachment(
        content, maintype="application", subtype="octet-stream", filename=f"{word('file', number)}.bin"
    )
    return message.as_bytes(policy=SMTP)


def awkward_mails() -> list[bytes]:
    """Return two more ordinary ones, that can't be read: too large, and with parts in parts without end."""
    big = EmailMessage()
    big["From"] = f"Big {word('name', BIG)} <{word('local', BIG)}@{domain(BIG)}>"
    big["To"], big["Message-ID"], big["Subject"] = ADMIN, f"<{word('id', BIG)}@{domain(BIG)}>", word("subject", BIG)
    big.set_content(f"{word('body', BIG)}\n" * 60_000)
    nested = f"From: Deep <{word('local', DEEP)}@{domain(DEEP)}>\r\nTo: {ADMIN}\r\nSubject: {word('subject', DEEP)}\r\n"
    for depth in range(300):
        nested += f'Content-Type: multipart/mixed; boundary="b{depth}"\r\n\r\n--b{depth}\r\n'
    return [big.as_bytes(policy=SMTP), f"{nested}\r\n{word('body', DEEP)}\r\n".encode()]


def an_incident(number: int, mail: OfficeMail) -> bytes:
    message = EmailMessage()
    message["From"] = f"{mail.name} <incident{number}@stteilos.example>"
    message["To"], message["Subject"] = ADMIN, mail.subject
    message["Message-ID"] = f"<incident-{number}@stteilos.example>"
    message.set_content(mail.text)
    return message.as_bytes(policy=SMTP)


def an_answer(to: str) -> bytes:
    """Return a mail to the address that an acknowledgement asks to answer to; nothing in it reads like an incident."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "incident0@stteilos.example", to, "thanks"
    message["Message-ID"] = "<answer@stteilos.example>"
    message.set_content("Thank you, that is fine.")
    return message.as_bytes(policy=SMTP)


@dataclass(frozen=True)
class Run:
    """What was to be seen after all mails were looked at, and what the installation left behind."""

    candour: RunningCandour
    ordinary: Sequence[bytes]
    left: Sequence[bytes]
    flags: Sequence[set[bytes]]
    folders: Sequence[str]
    sent: Sequence[bytes]
    opened: Sequence[str]


def the_configuration() -> dict[str, object]:
    base = changed(changed(GOOD, ("mailbox", 0, "mode"), "shared"), ("mailbox", 0, "name"), "admin")
    base = changed(changed(base, ("mailbox", 0, "address"), ADMIN), ("school", 0, "reply_address"), ADMIN)
    return changed(base, ("reading",), {"message_in_mb": 1})


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("candour")
    watch = WatchedOpening(folder, tmp_path_factory.mktemp("watch"))
    ordinary = [an_ordinary_mail(number, mail) for number, mail in enumerate(ordinary_mails())] + awkward_mails()
    incidents = [an_incident(number, mail) for number, mail in enumerate(incident_mails()[:TAKEN])]
    with (
        running_dovecot() as dovecot,
        MailSink() as sink,
        an_installation(folder, dovecot, USER, sink.port, base=the_configuration()) as it,
    ):
        dovecot.deliver(USER, *ordinary[:100], *incidents, *ordinary[100:])
        it.start(watch.environment)
        assert until(lambda: _looked_at(dovecot) == len(ordinary) + TAKEN, seconds=100), it.log()
        assert until(lambda: bool(sink.to("incident0@stteilos.example")), seconds=30), it.log()
        dovecot.deliver(USER, an_answer(sink.to("incident0@stteilos.example")[0].message["Reply-To"]))
        assert until(lambda: _looked_at(dovecot) == len(ordinary) + TAKEN + 1, seconds=30), it.log()
        assert it.stop() == 0
        yield Run(
            candour=it,
            ordinary=ordinary,
            left=dovecot.messages(USER),
            flags=dovecot.flags(USER),
            folders=_folders(dovecot),
            sent=[mail.message.as_bytes() for mail in sink.accepted],
            opened=watch.opened(),
        )


def _looked_at(dovecot: Dovecot) -> int:
    """Count the messages that bear one of our two keywords."""
    return sum(any(flag.lower().startswith(b"candour") for flag in flags) for flags in dovecot.flags(USER))


def _folders(dovecot: Dovecot) -> list[str]:
    with dovecot.client(USER) as client:
        return [name for _, _, name in client.list_folders()]


def ordinary_words_in(haystack: bytes) -> list[str]:
    """Return what is found of the ordinary mails: the beginning of their words, however it is written."""
    return [STEM] if any(form in haystack for form in _FORMS) else []


def numbers(run: Run) -> list[int]:
    """Return the numbers of the ordinary mails, in the order of `run.ordinary`."""
    return [*range(len(run.ordinary) - 2), BIG, DEEP]


def hashes_in(haystack: bytes, run: Run) -> list[int]:
    """Return the numbers of the mails that somebody could look for by a hash of theirs, or by the key of a report."""
    found = []
    for number, mail in zip(numbers(run), run.ordinary, strict=True):
        message_id = f"{word('id', number)}@{domain(number)}".encode()
        contents = (mail, message_id, b"<" + message_id + b">", f"{word('local', number)}@{domain(number)}".encode())
        forms = [form for content in contents for form in digests_of(content)]
        forms += [part.encode() for key in message_keys(mail, "st-teilos") for part in (key, key.rpartition(":")[2])]
        if any(form in haystack for form in forms):
            found.append(number)
    return found


_FORMS = frozenset(forms_of(STEM))


def test_no_word_of_an_ordinary_mail_is_in_any_byte_of_the_store(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with every_sealed_byte(run.candour, monkeypatch) as (content, cases):
        assert len(cases) == TAKEN
        assert content.count(b"attendance in Tomos's bag") >= 1, "the search must see the words of the incidents"
        assert ordinary_words_in(content) == []
        assert hashes_in(content, run) == []
        named = [number for number in numbers(run) if domain(number).encode() in content]
    with run.candour.store() as store:
        doubtful = {record["domain"] for record in store.records(KIND).values()}
    assert {domain(number) for number in named} == doubtful
    assert {domain(BIG)} <= doubtful
    assert len(doubtful) < 0.05 * len(run.ordinary)


def test_nor_in_the_log_in_file_names_in_temporary_files_or_in_any_plain_byte_on_the_disk(run: Run) -> None:
    for name, content in files_below(run.candour.folder):
        found = name.encode() + b"\n" + content
        assert ordinary_words_in(found) == [], name
        assert [number for number in numbers(run) if domain(number).encode() in found] == [], name
    assert list((run.candour.folder / "tmp").iterdir()) == []
    assert run.candour.log().count("a message was left") == len(run.ordinary)


def test_nor_in_any_mail_that_was_sent(run: Run) -> None:
    assert run.sent
    for mail in run.sent:
        assert ordinary_words_in(mail + b"\n" + decoded(mail)) == []


def test_nothing_is_opened_for_writing_but_in_the_store_and_only_incidents_are_held_there(run: Run) -> None:
    store, temporary = str(run.candour.store_folder), run.candour.folder / "tmp"
    outside = {Path(path) for path in run.opened if path and not path.startswith((store, "/dev/"))}
    # A number is a pipe; Python tries once whether its temporary folder can be written to, under a name of eight signs.
    named = {path for path in outside if not path.name.isdigit()}
    assert {path for path in named if path.parent != temporary or not re.fullmatch(r"[a-z0-9_]{8}", path.name)} == set()
    assert len(named) <= 3
    held = {path for path in run.opened if path.startswith(f"{store}/data/incoming")}
    assert 0 < len(held) <= 2 * (TAKEN + 1)


def test_ordinary_mail_stays_where_it_was_unread_and_whole(run: Run) -> None:
    assert [mail for mail in run.left if ordinary_words_in(mail)] == list(run.ordinary)
    assert len(run.left) == len(run.ordinary) + TAKEN + 1
    assert not any(b"\\Seen" in flags or b"\\Deleted" in flags for flags in run.flags)
    marks = [any(flag.lower() == b"candourleft" for flag in flags) for flags in run.flags]
    assert marks.count(True) == len(run.ordinary)
    assert run.folders == ["INBOX"]


def test_the_incidents_are_cases_and_an_answer_to_one_has_joined_it(run: Run) -> None:
    with run.candour.store() as store:
        cases = [store.load(entry.reference) for entry in store.register()]
    told = [case.reports[0].message_id for case in cases]
    assert sorted(map(str, told)) == sorted(f"<incident-{number}@stteilos.example>" for number in range(TAKEN))
    joined = {case.reports[0].message_id: len(case.reports) for case in cases}
    assert {message_id for message_id, count in joined.items() if count > 1} == {"<incident-0@stteilos.example>"}


def test_what_was_left_is_explained_by_its_rules_and_numbers_alone(run: Run) -> None:
    today = datetime.now(UTC).date()
    with run.candour.store() as store:
        day = added_up(days_of(store, "admin", today - timedelta(days=1), today + timedelta(days=1)))
    assert day.counts["left"] + day.counts["doubtful"] == len(run.ordinary)
    rules = {name.partition(" ")[2] for name in day.reasons if name.startswith(("left", "doubtful"))}
    assert {"ordinary", "bulk", "weak_signs", "unreadable"} <= rules <= WORDS.keys()


@pytest.mark.parametrize("form", sorted(_FORMS)[::7])
def test_the_search_finds_a_word_in_whatever_form_it_is_written(form: bytes) -> None:
    assert ordinary_words_in(b"before " + form + b" after") == [STEM]
    assert ordinary_words_in(b"nothing of the kind") == []


def test_the_search_finds_a_word_a_hash_and_a_domain_that_are_planted_in_the_store(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = f"{word('local', 7)}@{domain(7)}".encode()
    plant(run.candour, {"a": word("subject", 7), "b": hashlib.sha256(sender).hexdigest()})
    try:
        with every_sealed_byte(run.candour, monkeypatch) as (content, _):
            assert ordinary_words_in(content) == [STEM]
            assert hashes_in(content, run) == [7]
    finally:
        plant(run.candour, None)


def plant(candour: RunningCandour, document: dict[str, str] | None) -> None:
    key = read_key_file(candour.folder / "candour.key", setting="store.key_file")
    with closing(CaseFolderStore(candour.store_folder, key)) as store:
        store.put("planted", "a", document)
