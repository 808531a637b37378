"""Files that hold more than meets the eye: messages, archives, invitations, sealed things.

Every reader here is a function of bytes: bounded, without side effects, never raising but `DamagedError`.
"""
