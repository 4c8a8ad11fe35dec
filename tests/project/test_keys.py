"""The keys of an installation, and the folder they lie in."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from sasando.project.keys import make_keys, read_keys
from sasando.project.trouble import Trouble

NAMES = ("django.key", "context.key", "files.key", "audit.key", "sync.key", "receipt.key", "examination.key")


class TestMakingKeys:
    def test_makes_each_for_the_owner_only(self, tmp_path):
        make_keys(tmp_path)
        assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
        assert [stat.S_IMODE((tmp_path / "keys" / name).stat().st_mode) for name in NAMES] == [0o600] * len(NAMES)
        assert len(list((tmp_path / "keys").iterdir())) == len(NAMES)

    def test_gives_keys_that_can_be_used(self, tmp_path):
        keys = make_keys(tmp_path)
        keys.audit.public_key().verify(keys.audit.sign(b"a checkpoint"), b"a checkpoint")
        assert len(bytes.fromhex(keys.context.decode())) == len(bytes.fromhex(keys.django)) == 32
        assert keys.django != keys.context.decode()

    def test_changes_none_that_is_there(self, tmp_path):
        first = make_keys(tmp_path)
        (tmp_path / "keys/django.key").unlink()
        second = make_keys(tmp_path)
        assert second.context == first.context
        assert second.audit.private_bytes_raw() == first.audit.private_bytes_raw()
        assert second.django != first.django

    def test_by_many_at_once_ends_with_one_set(self, tmp_path):
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(make_keys, [tmp_path] * 32))
        assert len({(keys.django, keys.context, keys.audit.private_bytes_raw()) for keys in made}) == 1

    def test_shows_none_of_them_when_it_is_printed(self, tmp_path):
        keys = make_keys(tmp_path)
        assert keys.django not in repr(keys)


class TestReadingKeys:
    @pytest.fixture
    def folder(self, tmp_path):
        make_keys(tmp_path)
        return tmp_path / "keys"

    @pytest.mark.parametrize("name", NAMES)
    def test_that_others_can_read_is_refused_with_the_command_that_mends_it(self, folder, name):
        (folder / name).chmod(0o640)
        with pytest.raises(Trouble, match=f"chmod 600 .*{name}"):
            read_keys(folder.parent)

    @pytest.mark.parametrize("name", NAMES)
    def test_that_are_missing_or_cut_short_is_refused(self, folder, name):
        (folder / name).write_bytes(b"")
        with pytest.raises(Trouble, match=f"{name} is damaged"):
            read_keys(folder.parent)
        (folder / name).unlink()
        with pytest.raises(Trouble, match="cannot be read"):
            read_keys(folder.parent)
