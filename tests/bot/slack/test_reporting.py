"""A report from the first word to the receipt, in the direct message."""

from tests.bot.slack.stage import SlackStage

STORY = "I left my school laptop on the train to Cardiff this morning. About thirty pupils' reports were on it."


def cases(stage: SlackStage) -> list[str]:
    return [entry.reference for entry in stage.chat.core.store.register()]


def test_a_message_becomes_a_report_and_the_receipt_names_it(stage: SlackStage) -> None:
    gareth = stage.gareth
    gareth.types(STORY)
    stage.settles()
    card = gareth.sees[-1]
    gareth.presses("Send", card)
    stage.settles()
    (reference,) = cases(stage)
    assert reference in gareth.sees[-1].words
    report = stage.chat.core.store.load(reference).reports[0]
    assert report.text == STORY
    assert report.sender is not None
    assert report.sender.address == "g.pugh@saint-finnian.example"
    assert stage.slack.errors() == []
