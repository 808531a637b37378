"""Imported by the fork server before the language model: it, and the workers that come from it, outlive SIGTERM."""

from candour.app.worker_process import ignore_signals

ignore_signals()
