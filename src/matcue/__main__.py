"""`python -m matcue` is `matcue`. A voice's worker imports this too, and needs no front."""


def main() -> None:
    """Run the command line."""
    from matcue.cli import main

    main(prog_name="matcue")


if __name__ == "__main__":
    main()
