"""`python -m candour.app` is the command `candour`."""

from candour.app.cli import main

if __name__ == "__main__":
    main()
