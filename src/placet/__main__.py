"""`python -m placet` is `placet`."""

from placet.cli import main

if __name__ == "__main__":
    main()
