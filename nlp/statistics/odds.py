"""From how likely a model holds a value to how surely it is shown."""

import math


def confidence_of(likely: float, shown_from: float) -> float:
    """Return a confidence (0 to 1) that is 0.5, where values begin to be shown, at a probability of `shown_from`."""
    return likely ** (math.log(0.5) / math.log(shown_from)) if likely > 0 else 0.0
