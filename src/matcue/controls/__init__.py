"""How a person controls a session: each room here turns something pressed into a command."""
