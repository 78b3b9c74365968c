"""Edits that can be told apart afterwards, and how a deed acknowledges them."""

import json
import os
from dataclasses import replace

from app.domain.clients import Client
from app.domain.periods import Intake
from app.storage.vault import Vault


def say(**told: object) -> None:
    """Acknowledge something, in one write."""
    os.write(1, json.dumps(told).encode() + b"\n")


def edit(vault: Vault, number: int) -> None:
    """Make one edit of the three kinds there are: typing on its way, a change, and a new person."""
    with vault.work() as work:
        intake = work.all(Intake)[0]
        words = f"{number:06d} " + "ord om arbeid " * (number * 37 % 90)
        match number % 3:
            case 0:
                work.drafts.keep("intake", intake.id, intake.client_id, "motivation", words)
            case 1:
                work.save(replace(intake, purpose=words))
            case _:
                work.save(Client(name=f"{number:06d}"))
