"""What happens in Slack, one module a kind: each translates, notes, lets Slack have its answer, and leaves the rest."""
