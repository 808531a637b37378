"""Microsoft Teams: the SDK on our own server, activities to events, messages to Adaptive Cards.

Needs `candour[teams]`.
"""
