"""The card of colleagues under a test's hands, and who a vault opens for."""

import shutil

from app.errors import WrongPassphrase
from app.storage.vault import open_vault


def names(card):
    return [card.table.index(row, 0).data() for row in range(card.table.rowCount())]


def point_at(card, name):
    row = next(n for n, each in enumerate(names(card)) if each.startswith(name))
    card.view.selectRow(row)


def opens(folder, passphrase, tmp_path):
    """Whose a passphrase is in a copy of the vault as it lies on disk now."""
    place = tmp_path / f"look-{len(list(tmp_path.iterdir()))}"
    shutil.copytree(folder, place)
    try:
        vault = open_vault(place, passphrase)
    except WrongPassphrase:
        return None
    name = vault.counsellor.name
    vault.close()
    return name
