"""Packages of a check in an environment of their own."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path


def need(packages):
    """Goes on with the packages (module: requirement) there: installs them into a virtual environment below
    the target folder and starts the script anew in it; ends with status 77 where they cannot be had."""
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    if not missing:
        return
    base = Path(os.environ.get("CARGO_TARGET_DIR", Path(__file__).resolve().parent.parent / "target"))
    folder = base / "venv" / Path(sys.argv[0]).stem
    python = folder / "bin/python"
    if Path(sys.prefix) != folder.resolve():
        steps = [[sys.executable, "-m", "venv", str(folder)],
                 [str(python), "-m", "pip", "install", "--quiet", *packages.values()]]
        if all(subprocess.run(step).returncode == 0 for step in steps):
            os.execv(python, [str(python), *sys.argv])
    print(f"SKIPPED: {', '.join(missing)} cannot be installed")
    sys.exit(77)
