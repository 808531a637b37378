"""What must come of a script, by the words for it: never a sentence of the bot's, which may be put in other words."""

import re
from collections.abc import Callable, Iterator

from bot.chats import CHATS
from candour.cases.case import Case
from tests.bot.conversations.scene import Scene
from tests.bot.conversations.script import ScriptError
from tests.bot.conversations.steps import ACTIONS
from tests.bot.conversations.world import ANONYMOUS, as_written

_QUOTED = re.compile(r"[\"“]([^\"”]*)[\"”]")
_BLANKS = re.compile(r"\s+")


def expectation_of(text: str) -> Callable[[Scene], None]:
    """Return what a line that begins with "<" or "=" looks at; raises ScriptError."""
    for pattern, check in _CHECKS:
        if found := pattern.fullmatch(text):
            return lambda scene: check(scene, *found.groups())
    raise ScriptError(f"nobody knows how to look at this: {text}")


def _not_yet(scene: Scene, expected: str) -> None:
    """Look at what reading doesn't find yet; where it does, the script has to say so."""
    try:
        expectation_of(expected)(scene)
    except AssertionError:
        return
    raise AssertionError(f"it is read now: {expected}")


def _says(scene: Scene, words: str) -> None:
    wanted = _QUOTED.findall(words)
    assert any(_has(scene.text, one) for one in wanted), f"none of {wanted} in: {scene.text}"


def _never_says(scene: Scene, words: str) -> None:
    assert not re.search(rf"\b{re.escape(_even(words))}\b", _even(scene.text)), scene.text


def _says_nothing(scene: Scene) -> None:
    assert not scene.text, scene.text


def _says_reference(scene: Scene) -> None:
    assert scene.mentions_a_reference(), scene.text


def _never_says_reference(scene: Scene) -> None:
    assert not scene.mentions_a_reference(), scene.text


def _says_address(scene: Scene) -> None:
    assert ANONYMOUS in scene.text, scene.text


def _cites(scene: Scene, places: str) -> None:
    wanted = places.split(" or ")
    assert any(re.search(rf"\b{re.escape(place)}\b", scene.text) for place in wanted), scene.text


def _offers(scene: Scene, words: str) -> None:
    offered = {action for seen in scene.seen for action in seen.buttons}
    missing = [one for one in words.split(", ") if ACTIONS[one] not in offered]
    assert not missing, f"no button for {missing}: {scene.text}"


def _asks(scene: Scene, least: str, most: str | None) -> None:
    text = _even(scene.text)
    asked = [field.id for field in scene.world.policy.form.fields if field.question and _even(field.question) in text]
    assert int(least) <= len(asked) <= int(most or least), f"asked: {asked}; {scene.text}"


def _understood(scene: Scene, field: str, value: str) -> None:
    found = as_written(scene.world.facts().shown(field))
    assert found == value, f"{field} was understood as {found}"


def _refuses(scene: Scene, field: str) -> None:
    assert field in scene.refused, f"refused: {scene.refused}"


def _mentions_nobody(scene: Scene) -> None:
    live = [one for seen in scene.seen for one in seen.live]
    assert not live, live


def _so_far(scene: Scene, count: str) -> None:
    assert len(scene.world.cases()) == int(count)


def _look_at(scene: Scene, number: str) -> None:
    scene.of_report = int(number)


def _words(scene: Scene, words: str) -> None:
    assert any(words in text for text in _texts(scene.case)), f"{words!r} is not in {list(_texts(scene.case))}"


def _words_once(scene: Scene, words: str) -> None:
    found = sum(text.count(words) for text in _texts(scene.case))
    assert found == 1, f"{words!r} stands there {found} times"


def _no_words(scene: Scene, words: str) -> None:
    for case in [scene.case] if scene.of_report else scene.world.cases():
        everywhere = [*_texts(case), *(str(value) for value in case.facts.values.values())]
        assert not any(words in text for text in everywhere), f"{words!r} is in {case.reference}"


def _evidence(scene: Scene, names: str) -> None:
    found = ", ".join(item.name for item in scene.case.evidence) or "none"
    assert found == names, found


def _status(scene: Scene, status: str) -> None:
    assert scene.case.status == status, scene.case.status


def _told(scene: Scene, address: str) -> None:
    assert address in _readers(scene), _readers(scene)


def _not_told(scene: Scene, address: str) -> None:
    assert address not in _readers(scene), _readers(scene)


def _turns(scene: Scene, count: str) -> None:
    assert scene.turns == int(count), f"it took {scene.turns} turns"


def _nothing_kept(scene: Scene) -> None:
    chat = scene.world.chat()
    assert chat is None or chat.draft is None
    kept = f"{scene.world.stage.store.records(CHATS)} {scene.world.kept()}"
    told = [line.text for line in scene.script.lines if line.kind == "says"]
    assert not any(text in kept for text in told if " " in text), kept


def _keeps_nothing_of(scene: Scene, words: str) -> None:
    assert words not in scene.world.kept()


def _field_has(scene: Scene, field: str, values: str) -> None:
    ticks = scene.case.facts.ticks(field)
    assert set(values.split(", ")) <= set(ticks), f"{field} is {ticks}"


def _field(scene: Scene, field: str, value: str) -> None:
    if scene.world.policy.field(field) is None:
        raise ScriptError(f"no policy has an entry {field}")
    found = as_written(scene.case.facts.shown(field))
    if field in {"data_types", "circumstances"}:
        assert sorted(found.split(", ")) == sorted(value.split(", ")), f"{field} is {found}"
    else:
        assert found == value, f"{field} is {found}"


def _texts(case: Case) -> Iterator[str]:
    for report in case.reports:
        yield from report.own_texts.values()


def _readers(scene: Scene) -> set[str]:
    """Return the addresses of all to whom the case sends anything."""
    school = scene.world.stage.directory.school(scene.case.school)
    people = [person for notice in scene.case.notices for person in school.roles.get(notice.role, ())]
    people += [notice.recipient for notice in scene.case.notices if notice.recipient]
    return {person.address for person in people}


def _even(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).lower()


def _has(text: str, words: str) -> bool:
    return _even(words) in _even(text)


_NAMES = f"(?:{'|'.join(ACTIONS)})"
_CHECKS: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (re.compile(r"not read yet: (.+)"), _not_yet),
    (re.compile(r"says nothing"), _says_nothing),
    (re.compile(r"says the reference"), _says_reference),
    (re.compile(r"never says the reference"), _never_says_reference),
    (re.compile(r"says the anonymous address"), _says_address),
    (re.compile(r"says ((?:one of )?[\"“].+)"), _says),
    (re.compile(r"never says \"(.+)\""), _never_says),
    (re.compile(r"cites (.+)"), _cites),
    (re.compile(rf"offers ({_NAMES}(?:, {_NAMES})*)"), _offers),
    (re.compile(r"asks (\d)(?:-(\d))?"), _asks),
    (re.compile(r"understood (\w+) = (.+)"), _understood),
    (re.compile(r"refuses (\w+)"), _refuses),
    (re.compile(r"mentions nobody"), _mentions_nobody),
    (re.compile(r"reports(?: so far)?: (\d+)"), _so_far),
    (re.compile(r"of report (\d+)"), _look_at),
    (re.compile(r"words: \"(.+)\""), _words),
    (re.compile(r"words once: \"(.+)\""), _words_once),
    (re.compile(r"no words: \"(.+)\""), _no_words),
    (re.compile(r"evidence: (.+)"), _evidence),
    (re.compile(r"status: (.+)"), _status),
    (re.compile(r"told: (.+)"), _told),
    (re.compile(r"not told: (.+)"), _not_told),
    (re.compile(r"turns: (\d+)"), _turns),
    (re.compile(r"nothing is kept of the draft"), _nothing_kept),
    (re.compile(r"keeps nothing of \"(.+)\""), _keeps_nothing_of),
    (re.compile(r"(\w+) has: (.+)"), _field_has),
    (re.compile(r"(\w+): (.+)"), _field),
)
