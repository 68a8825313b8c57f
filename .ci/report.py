"""Print what a run took: `python3 .ci/report.py FOLDER SECONDS`.

The folder has `steps` (wall, user and system seconds and the name of each step, split by tabs) and
the reports of the tests in JUnit's XML.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

SLOWEST = 20


def main(folder: Path, seconds: int) -> None:
    print(f"\n{'wall s':>8} {'CPU s':>8}  step")
    steps = folder / "steps"
    for line in steps.read_text().splitlines() if steps.exists() else ():
        wall, user, system, name = line.split("\t")
        print(f"{float(wall):8.0f} {float(user) + float(system):8.0f}  {name}")
    print(f"{seconds:8} {'':8}  in all; some steps ran beside others")
    cases = [
        (float(case.attrib["time"]), f"{case.attrib['classname']}.{case.attrib['name']}", path.stem)
        for path in sorted(folder.glob("*.xml"))
        for case in ET.parse(path).iter("testcase")
    ]
    print(f"\n{'wall s':>8}  the {SLOWEST} slowest of {len(cases)} tests")
    for wall, name, run in sorted(cases, reverse=True)[:SLOWEST]:
        print(f"{wall:8.1f}  {name} ({run})")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
