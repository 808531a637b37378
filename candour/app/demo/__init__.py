"""`candour demo`: the whole way on one machine, with real protocols on loopback."""
