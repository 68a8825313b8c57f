"""`python -m matcue` is `matcue`. A voice's worker imports this too, and needs no front."""

import os


def main() -> None:
    """Run the command line, its products of matrices on one core.

    They are small: sharing them between cores costs more than it saves, and the voices' workers,
    which inherit this, have the other cores to themselves.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from matcue.cli import main

    main(prog_name="matcue")


if __name__ == "__main__":
    main()
