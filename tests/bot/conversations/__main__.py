"""`python -m tests.bot.conversations`: each conversation on the line itself, with the turns until it was sent."""

import sys
from statistics import median

from tests.bot.conversations.on_the_line import on_the_line
from tests.bot.conversations.playing import OtherwiseError, play
from tests.bot.conversations.script import scripts


def main() -> int:
    """Print the table; return how many conversations came otherwise than they should."""
    turns: list[int] = []
    others: list[str] = []
    for script in scripts():
        try:
            taken = play(script, on_the_line).turns
        except OtherwiseError as error:
            others.append(str(error))
            taken, result = 0, "otherwise"
        else:
            result = str(taken or "-")
        turns += [taken] if taken else []
        sys.stdout.write(f"{script.name:32} {script.policy:16} {result:>9}  {script.title}\n")
    sys.stdout.write(f"\n{len(turns)} sent by their writer; median of turns {median(turns or [0])}\n")
    sys.stdout.writelines(f"\n{other}\n" for other in others)
    return len(others)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
