"""Makes a county's signing key and signed policies, as packaging/sign_policy.py does for IT."""

from pathlib import Path

from environment import FREEZER
from project import PACKAGING, run_quietly

SCRIPT = PACKAGING / "sign_policy.py"


def sign(folder: Path, policy: str) -> Path:
    """Return a file with a policy, signed with a key that is made beside it the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    key, file = folder / "county.key", folder / "policy.json"
    if not key.exists():
        _sign_policy("new-key", key)
    file.write_text(policy, encoding="utf-8")
    _sign_policy("sign", key, file)
    return file


def as_registry(policy: Path) -> Path:
    """Return a signed policy as a file that Windows imports."""
    file = policy.with_suffix(".reg")
    file.unlink(missing_ok=True)
    _sign_policy("registry", policy, file)
    return file


def _sign_policy(*words: str | Path) -> str:
    return run_quietly([FREEZER.python, SCRIPT, *words], "The policy could not be signed.")
