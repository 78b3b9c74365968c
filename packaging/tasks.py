"""The one entry to every chore: python3 packaging/tasks.py COMMAND, on Python 3.11 or newer."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - older ones get this sentence, not a traceback
    sys.exit("Leia needs Python 3.11 or newer; this one is {}.{}.".format(*sys.version_info))

import io

import chores
from project import ChoreError

USAGE = """\
python3 packaging/tasks.py COMMAND

  run [options]        open the program with invented people, in a throw-away profile;
                       without a screen: the same as tour
  tour                 walk the windows offscreen; pictures and the printed plan in build/tour/
  test [options]       every test; options go to pytest
  check [--no-tests]   what must hold before a change goes in: format, lint, types, imports,
                       texts, advisories, tests
  faults [--small]     kills, power cuts, failing and full disks, flipped bits, in their thousands;
                       the table in build/faults/table.md; --only R2 for one of them
  bench [NAME ...]     figures beside their budgets, 1 where one is missed; --rounds N,
                       --vault practice|large; the table in build/bench/bench.md
  translate [--check]  bring the catalogues up to date with the texts in the code
  build deb|msi|tar|all  make installers in dist/, with their SHA-256; --check tests the .deb
  prove deb|msi|same   install what was built in clean systems, use it, and write down what was
                       seen; same: build the .deb again and compare
  map                  the tree of the project, with the purpose of each module
  setup                only prepare .venv, as every other command does on its own
  papers [--check]     write the field list, policy reference and policy forms for county IT anew
  lock                 renew packaging/locks/ from pyproject.toml"""


def main(arguments: list[str]) -> int:
    """Do one chore and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    name = arguments[0] if arguments else "--help"
    if name in ("-h", "--help"):
        print(USAGE)
        return 0
    if name not in chores.CHORES:
        print(f"There is no command {name}.\n\n{USAGE}", file=sys.stderr)
        return 2
    try:
        return chores.CHORES[name](arguments[1:])
    except ChoreError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
