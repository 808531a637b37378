"""Slack: what people do there as events of the conversation, and the conversation's messages as Block Kit."""
