"""`python -m matcue` is `matcue`. A voice's worker imports this too, and needs no command line."""

import os


def main() -> None:
    """Run the command line, with matrix products limited to one core.

    The matrices are small: sharing them between cores costs more than it saves, and the voices'
    workers, which inherit this, have the other cores to themselves.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from matcue.cli import main

    main(prog_name="matcue")


if __name__ == "__main__":
    main()
