"""Disks of other machines, on which no database may lie, and disks without permissions, on which backups do."""

import contextlib
import hashlib
import json
import os
import subprocess
import time

import pytest

from preloaded import build
from server import Server, run

MOUNTS = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n40 22 0:40 / {folder} rw - {type} {source} rw\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return build("plain", tmp_path_factory.mktemp("library"))


@pytest.fixture
def database(zhibu, tmp_path):
    folder = tmp_path / "bureau"
    folder.mkdir()
    made = run(zhibu, "init", "--database", folder / "bureau.sqlite")
    assert made.returncode == 0, made.stderr
    return folder / "bureau.sqlite"


@pytest.fixture
def plain(library, tmp_path):
    """A folder on a disk that keeps no permissions, and what makes it one."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder, {**os.environ, "LD_PRELOAD": str(library), "ZHIBU_PLAIN": str(folder)}


@pytest.mark.quick
@pytest.mark.parametrize("type", ["nfs4", "cifs", "9p", "fuse.sshfs"])
def test_a_database_on_another_machines_disk_is_refused_with_the_reason(zhibu, library, database, tmp_path, type):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(folder=database.parent, type=type, source="nas:/srv"))
    environment = {**os.environ, "LD_PRELOAD": str(library), "ZHIBU_MOUNTS": str(mounts)}
    before = hashlib.sha256(database.read_bytes()).digest()
    new = database.with_name("new.sqlite")
    for command in [
        ["serve", "--database", database, "--port", "0"], ["branch", "list", "--database", database],
        ["init", "--database", new],
    ]:
        refused = run(zhibu, *command, env=environment)
        assert refused.returncode == 73, refused
        assert type in refused.stderr and "disk of this machine" in refused.stderr
    assert hashlib.sha256(database.read_bytes()).digest() == before
    assert not new.exists()


@pytest.mark.parametrize("type", ["ext4", "overlay", "fuse.ntfs-3g", "fuseblk", "btrfs"])
def test_a_database_on_a_disk_of_this_machine_is_opened(zhibu, library, database, tmp_path, type):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(folder=database.parent, type=type, source="/dev/sdb1"))
    environment = {**os.environ, "LD_PRELOAD": str(library), "ZHIBU_MOUNTS": str(mounts)}
    listed = run(zhibu, "branch", "list", "--database", database, env=environment)
    assert listed.returncode == 0, listed.stderr


def assert_whole(zhibu, backup, database):
    """It is what it says beside it, nothing half made is left, and it is sound."""
    said = backup.with_name(f"{backup.name}.sha256").read_text().split()[0]
    assert hashlib.sha256(backup.read_bytes()).hexdigest() == said
    assert not list(backup.parent.glob("*.part")) and not list(backup.parent.glob("*-journal"))
    examined = run(zhibu, "doctor", "--database", backup, "--keys", f"{database}.keys")
    # The copy itself may be read by others, and that is told too.
    assert examined.returncode in (0, 1) and "records as they say" in examined.stdout or "files:" in examined.stdout


@pytest.mark.quick
def test_a_backup_onto_a_disk_without_permissions_is_made_and_says_who_can_read_it(zhibu, database, plain):
    folder, environment = plain
    backup = folder / "copy.sqlite"
    made = run(zhibu, "backup", "--database", database, "--to", backup, env=environment)
    assert made.returncode == 0, made.stderr
    assert f"{backup}: others can read this copy" in made.stderr
    assert_whole(zhibu, backup, database)
    again = run(zhibu, "backup", "--database", database, "--to", backup, env=environment)
    assert again.returncode == 73 and "is there already" in again.stderr, "nothing is overwritten"
    told = run(zhibu, "backup", "--database", database, "--to", folder / "b.sqlite", "--json", env=environment)
    assert json.loads(told.stdout)["othersCanRead"] == [str(folder / "b.sqlite")]
    private = run(zhibu, "backup", "--database", database, env=environment)
    assert private.returncode == 0 and "others can read" not in private.stderr


def test_a_server_keeps_its_backups_on_such_a_disk(zhibu, database, plain):
    folder, environment = plain
    server = Server(zhibu, database, environment=environment)
    server.options = ["--backup-every", "24h", "--backup-folder", str(folder / "backups"), "--keep", "2"]
    with server:
        deadline = time.monotonic() + 120
        client = server.client()
        while not client.get("/backups").json["items"]:
            assert time.monotonic() < deadline, server.last_words
            time.sleep(0.1)
        made = client.send("POST", "/backups")
        assert made.status == 201 and made.json["othersCanRead"] is True, made.body
        client.close()
        assert "others can read" in server.log.read_text()
    for backup in (folder / "backups").glob("*.sqlite"):
        assert_whole(zhibu, backup, database)


@pytest.mark.parametrize("type", ["vfat", "exfat"])
def test_a_backup_onto_a_real_stick(zhibu, database, tmp_path, type):
    """Where a file system of that kind can be mounted here."""
    with mounted(tmp_path, type) as mount:
        backup = mount / "copy.sqlite"
        made = run(zhibu, "backup", "--database", database, "--to", backup)
        assert made.returncode == 0, made.stderr
        assert f"{backup}: others can read this copy" in made.stderr
        restored = run(
            zhibu, "restore", backup, "--database", tmp_path / "restored.sqlite", "--keys", f"{database}.keys")
        assert restored.returncode == 0, restored.stderr
        assert_whole(zhibu, backup, database)


@contextlib.contextmanager
def mounted(folder, type):
    """A stick with a file system of that type, by the kernel or by FUSE."""
    if os.geteuid() != 0:
        pytest.skip(f"only root mounts a stick: {type} is tried by what stands in for it alone")
    image, mount = folder / "stick.img", folder / "stick"
    mount.mkdir()
    with open(image, "wb") as file:
        file.truncate(64 << 20)
    subprocess.run([f"/sbin/mkfs.{type}", image], check=True, capture_output=True)
    loop = subprocess.run(["losetup", "--find", "--show", image], capture_output=True, text=True)
    if loop.returncode != 0:
        pytest.skip(f"there is no loop device here ({loop.stderr.strip()}): {type} is tried by what stands in for it alone")
    device = loop.stdout.strip()
    try:
        ways = [["mount", "-t", type, device, mount]] + ([["mount.exfat-fuse", device, mount]] if type == "exfat" else [])
        tried = [subprocess.run(way, capture_output=True, text=True) for way in ways[:1]]
        if tried[0].returncode != 0 and len(ways) > 1:
            tried.append(subprocess.run(ways[1], capture_output=True, text=True))
        if tried[-1].returncode != 0:
            why = "; ".join(one.stderr.strip() for one in tried)
            pytest.skip(f"{type} cannot be mounted here ({why}): it is tried by what stands in for it alone")
        try:
            yield mount
        finally:
            subprocess.run(["umount", mount], check=True)
    finally:
        subprocess.run(["losetup", "--detach", device], check=False)
