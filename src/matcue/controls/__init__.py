"""How a person controls a session: each module here turns something pressed into a command."""
