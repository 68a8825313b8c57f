"""`python -m matcue` is `matcue`."""

from matcue.cli import main

if __name__ == "__main__":
    main(prog_name="matcue")
