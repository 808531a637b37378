"""The DPO in chat: what officers are told, and what they may press. The core decides who may do what."""
