"""What commands print for machines."""

from __future__ import annotations

import json

import click


def print_json(data: object) -> None:
    """Plain data as one line of JSON."""
    click.echo(json.dumps(data, ensure_ascii=False))
