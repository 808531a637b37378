"""Imported once by the fork server: loads the language model, so that every worker has it from its first moment."""

import gc
import os

from candour.app.workers import MODEL_VARIABLE
from nlp import worker

worker.preload(os.environ.get(MODEL_VARIABLE, ""))
# What is loaded stays: leaving it out of collection keeps the workers from copying the pages by looking at them.
gc.freeze()
