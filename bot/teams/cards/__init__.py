"""Messages and forms of the conversation as Adaptive Cards 1.5, the newest version that all Teams clients draw."""
