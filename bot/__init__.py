"""The incident line in chat: one conversation, by Slack, Teams, the terminal or a page."""
