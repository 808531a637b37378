"""Whatever people do in whatever order: no exception, one report a draft, and no word of what was erased."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chats import CHATS
from bot.events import Deleted, Edited, Event, Filled, Opened, Pressed, Said
from bot.messages import Action
from bot.turn import Turn
from candour.cases.errors import StoreFullError
from tests.bot.stage import ChatStage
from tests.service import ToldReader

TEXTS = st.one_of(
    st.sampled_from(
        [
            "I left my school laptop on the train this morning",
            "about thirty",
            "1. don't know 2. 30",
            "no, it was Tuesday",
            "there's another one: lost my keys",
            "another one",
            "please keep my name out of it",
            "do I have to report a near miss?",
            "SF-26-K7QM4 it was encrypted",
            "😬",
            "",
            "\x00\u202e\ud800<!channel> <@U1> *bold* `code` <script>",
            "x" * 45_000,
            "line\n" * 10_000,
            "hello",
            "yes",
            "dunno",
            *(action.value for action in Action),
            "start again",
        ]
    ),
    st.text(max_size=40),
)
IDS = st.sampled_from([f"m{number}" for number in range(6)])
STEPS = st.one_of(
    st.tuples(st.just("say"), IDS, TEXTS),
    st.tuples(st.just("edit"), IDS, TEXTS),
    st.tuples(st.just("delete"), IDS, st.just("")),
    st.tuples(st.just("press"), st.sampled_from(list(Action)), st.sampled_from(["now", "stale", "foreign"])),
    st.tuples(st.just("fill"), st.sampled_from(["individuals", "occurred_date", "description", "nonsense"]), TEXTS),
    st.tuples(st.just("bring"), st.sampled_from(["a.png", "b.exe", ""]), st.just("")),
    st.tuples(st.just("wait"), st.sampled_from([1, 11, 26, 31, 2_000]), st.just("")),
    st.tuples(st.just("restart"), st.just(""), st.just("")),
    st.tuples(st.just("fill the store"), st.booleans(), st.just("")),
    st.tuples(st.just("open"), st.just(""), st.just("")),
)


@dataclass
class Told:
    """What was seen of the conversation so far."""

    stage: ChatStage = field(default_factory=lambda: ChatStage(reader=ToldReader()))
    drafts: set[str] = field(default_factory=set)
    version: tuple[str, int] = ("", 0)
    number: int = 0

    def does(self, step: tuple[str, object, str]) -> None:
        """Do something; a full store is the only thing that may be raised."""
        self.number += 1
        try:
            self._does(*step)
        except StoreFullError:
            assert self.stage.core.store.full
        self._look()

    def _does(self, what: str, one: object, text: str) -> None:
        stage = self.stage
        match what:
            case "bring":
                stage.brings(str(one), str(self.number).encode())
            case "wait":
                assert isinstance(one, int)
                stage.passes(one)
            case "restart":
                stage.line = stage.new_line()
            case "fill the store":
                stage.core.store.full = bool(one)
            case _:
                self._hears(self._event(what, one, text))

    def _event(self, what: str, one: object, text: str) -> Event:
        event, draft = f"e{self.number}", self.stage.chat.draft
        name, version = (draft.id, draft.version) if draft else ("", 0)
        match what:
            case "say":
                return Said(id=f"{one}", text=text)
            case "edit":
                return Edited(id=f"{one}", text=text, event=event)
            case "delete":
                return Deleted(id=f"{one}", event=event)
            case "press":
                version -= text == "stale"
                name = "elsewhere" if text == "foreign" else name
                return Pressed(id=event, action=Action(str(one)), draft=name, version=version)
            case "fill":
                return Filled(id=event, draft=name, version=version, values={f"{one}": text}, sends=len(text) > 9)
            case _:
                return Opened(id=event)

    def _hears(self, event: Event) -> None:
        before = self.stage.chat.draft
        turn: Turn = self.stage.hear(event)
        for message in turn.messages:
            assert message.plain.strip()
        if turn.erases and before is not None:
            kept = str(self.stage.core.store.records(CHATS))
            assert all(told.text not in kept for told in before.story if len(told.text) > 20)

    def _look(self) -> None:
        draft = self.stage.chat.draft
        if draft is not None:
            self.drafts.add(draft.id)
            last, self.version = self.version, (draft.id, draft.version)
            assert last[0] != draft.id or last[1] <= draft.version
            assert (draft.sends_at is None) != (draft.ends_at is None)
        filed = [report.id for case in self.stage.cases for report in case.reports if report.id in self.drafts]
        assert len(filed) == len(set(filed))
        assert draft is None or draft.id not in filed or draft.is_sent_off


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(STEPS, max_size=14))
def test_any_order_of_events_keeps_what_the_conversation_promises(steps: list[tuple[str, object, str]]) -> None:
    told = Told()
    for step in steps:
        told.does(step)
