"""The app at the gate as the server gives it, what it says to the server, and the desk where people decide."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.phones import Phone, wire
from tests.pictures import jpeg
from tests.saturday import MAUMERE, acts, announced

from sasando.domain.access import act_as
from sasando.domain.passages.models import Tick
from sasando.domain.rosters.models import Entry
from sasando.domain.sync.attaching import head_of_photo
from sasando.domain.sync.envelopes import digest_of
from sasando.domain.sync.models import Attachment, Envelope, Piece, State
from sasando.domain.sync.sealing import seal
from sasando.web.field.parts import parts, version
from sasando.web.field.words import SAID, english

__all__ = ["acts", "announced"]
pytestmark = [pytest.mark.django_db]
STATIC = Path(__file__).parents[2] / "src/sasando/web/field/static/field"


@pytest.fixture
def client(announced, client_of):
    """The officer's browser."""
    return client_of("quay-officer")


@pytest.fixture
def phone(cast):
    """The officer's phone."""
    return Phone(cast.actor("quay-officer").organisation)


@pytest.fixture
def tick_of(announced):
    """A tick of the first who is due at Maumere."""
    entry = Entry.objects.filter(roster=announced, due=MAUMERE).order_by("row").first()
    return {"entry": str(entry.pk), "tick": "arrived", "gate": MAUMERE}


def send(client, *envelopes):
    body = {"envelopes": [one if isinstance(one, dict) else wire(one) for one in envelopes]}
    return client.post(reverse("field:send"), json.dumps(body), content_type="application/json")


class TestTheApp:
    def test_is_the_same_for_a_stranger_and_an_officer(self, client_of, db):
        from django.test import Client

        assert Client().get("/lapangan/").content == client_of("quay-officer").get("/lapangan/").content

    def test_is_small(self):
        import gzip

        sizes = [len(gzip.compress(content)) for content in parts().values()]
        assert sum(sizes) <= 60 * 1024

    def test_names_every_part_in_its_worker(self, client):
        text = client.get("/lapangan/sw.js").content.decode()
        assert f'VERSION = "{version()}"' in text
        listed = json.loads(re.search(r"PARTS = (\[.*?\]);", text)[1])
        assert {"/static/field/app.js", "/static/field/tally.js", "/static/shell/shell.css"} <= set(listed)

    def test_can_be_installed(self, client):
        said = json.loads(client.get("/lapangan/manifest.webmanifest").content)
        assert said["scope"] == said["start_url"] == "/lapangan/"
        for icon in said["icons"][:2]:
            assert client.get(icon["src"]).content.startswith(b"\x89PNG")

    def test_imports_only_what_the_worker_keeps(self):
        for file in STATIC.glob("*.js"):
            for name in re.findall(r'from "\./([\w-]+\.js)"', file.read_text(encoding="utf-8")):
                assert (STATIC / name).is_file(), (file.name, name)

    def test_says_nothing_that_is_not_in_the_catalogue(self):
        listed = {str(sentence) for sentence in SAID}
        for file in STATIC.glob("*.js"):
            for sentence in re.findall(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"', file.read_text(encoding="utf-8")):
                assert sentence in listed, (file.name, sentence)

    def test_speaks_english_to_who_reads_english(self, client):
        from django.utils.translation import override

        assert english() is None
        with override("en"):
            assert set(english()) == {str(sentence._args[0]) for sentence in SAID}


class TestHowANameSounds:
    def test_is_the_same_on_the_phone_as_in_the_core(self, tmp_path):
        from sasando.core.matching.spelling import sound
        from sasando.core.matching.variants import usual_forms

        names = sorted(name for name in usual_forms() if name.isascii() and name.isalpha())
        assert len(names) > 100
        run = 'import { sound } from "./sound.js"; import { readFileSync } from "node:fs";'
        run += 'console.log(JSON.stringify(JSON.parse(readFileSync("names.json")).map(sound)));'
        (tmp_path / "names.json").write_text(json.dumps(names))
        assert in_node(run, tmp_path, "sound.js") == [sound(name) for name in names]


class TestAListPastedOnThePhone:
    def test_is_read_line_by_line_under_the_gates_that_it_names(self, tmp_path):
        text = "*Daftar PMI, sebanyak 3 orang*\nTurun Maumere:\n1. Maria Uji, P\n✅ 2) Yosef (30)\n"
        text += "\nTurun Larantuka:\n*3. Anna*"
        gates = {"pelabuhan-lorens-say": ["Lorens Say", "Maumere"], "pelabuhan-larantuka": ["Larantuka"]}
        run = 'import { peopleOf } from "./lines.js"; import { readFileSync } from "node:fs";'
        run += "const { text, gates } = JSON.parse(readFileSync('told.json'));"
        run += "console.log(JSON.stringify(peopleOf(text, gates).map((one) => [one.number, one.name, one.due])));"
        (tmp_path / "told.json").write_text(json.dumps({"text": text, "gates": gates}))
        assert in_node(run, tmp_path, "lines.js") == [
            ["1", "Maria Uji", "pelabuhan-lorens-say"],
            ["2", "Yosef", "pelabuhan-lorens-say"],
            ["3", "Anna", "pelabuhan-larantuka"],
        ]


def in_node(run: str, folder: Path, *files: str):
    """What these lines say in node, beside these files of the app."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so the JavaScript of the phone was NOT tried (apt install nodejs)")
    for name in files:
        shutil.copy(STATIC / name, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "run.mjs").write_text(run)
    done = subprocess.run([node, "run.mjs"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestTakingAlong:
    def test_gives_the_lists_of_the_gate_with_keys_and_choices(self, client, announced):
        said = client.get("/lapangan/bawa.json").json()
        assert [one["id"] for one in said["rosters"]] == [str(announced.pk)]
        assert said["here"] == [MAUMERE]
        assert {"agency", "reasons"} <= set(said["choices"])
        assert set(said["keys"]) == {"sync", "receipt"}

    def test_is_kept_by_no_cache_and_says_no_number_of_anybody(self, client):
        answer = client.get("/lapangan/bawa.json")
        assert "no-store" in answer["Cache-Control"]
        assert not re.search(rb"\b\d{16}\b|.nik.:|.phone.:|passport", answer.content)

    def test_leads_a_stranger_to_the_sign_in(self, db):
        from django.test import Client

        assert Client().get("/lapangan/bawa.json").url.startswith("/masuk/")

    def test_does_not_exist_for_who_has_no_gate(self, client_of):
        assert client_of("p3mi").get("/lapangan/bawa.json").status_code == 404


class TestSending:
    def test_answers_each_envelope_with_a_receipt(self, client, phone, tick_of):
        one = phone.seals("tick", tick_of)
        answer = send(client, one).json()["answers"][0]
        assert (answer["uuid"], answer["state"]) == (str(one.uuid), "done")
        assert answer["receipt"]
        assert send(client, one).json()["answers"][0] == answer

    def test_of_something_broken_keeps_the_rest(self, client, phone, tick_of):
        one = phone.seals("tick", tick_of)
        answers = send(client, wire(phone.seals("tick", {})) | {"hash": "0" * 64}, {"uuid": 3}, one).json()["answers"]
        assert [one["state"] for one in answers] == ["done", "broken", "broken"]

    @pytest.mark.parametrize("body", ["", "[]", "{}", '{"envelopes": 3}', "\x00", '{"envelopes": [[]]}'])
    def test_of_nonsense_is_refused_in_plain_json(self, client, body):
        answer = client.post(reverse("field:send"), body, content_type="application/json")
        assert answer.status_code in (200, 400)

    def test_without_the_word_against_forgery_is_refused(self, cast, phone, tick_of, db):
        from django.test import Client
        from tests.conftest import signed_in

        actor = cast.actor("quay-officer")
        act_as(actor)
        strict = signed_in(Client(enforce_csrf_checks=True), actor)
        assert send(strict, phone.seals("tick", tick_of)).status_code == 403
        token = strict.get("/lapangan/hadir.json").json()["csrf"]
        body = json.dumps({"envelopes": [wire(phone.seals("tick", tick_of))]})
        answer = strict.post("/lapangan/kirim/", body, content_type="application/json", headers={"X-CSRFToken": token})
        assert answer.status_code == 200

    def test_while_another_phone_is_served_is_put_off_at_once(self, client, phone, tick_of, as_owner):
        key = [str(phone.organisation)]
        as_owner.execute("SELECT pg_advisory_lock(hashtextextended(%s, 4))", key)
        assert send(client, phone.seals("tick", tick_of)).status_code == 429
        as_owner.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 4))", key)
        assert send(client, phone.seals("tick", tick_of)).status_code == 200


class TestAPhotoInPieces:
    @pytest.fixture
    def photo(self, phone):
        """A sealed photo of a stop report that is not here yet, as bytes and headers."""
        from sasando.domain.sync.attaching import Said

        key, of, picture = uuid4(), uuid4(), jpeg()
        said = Said(uuid=key, device=phone.device, of=of, digest="", size=0)
        head = head_of_photo(said, phone.organisation)
        sealed = seal(f"ticket {len(picture)}\n".encode() + picture, head, b"n" * 12)
        headers = {
            "X-Device": phone.device, "X-Of": str(of), "X-Hash": digest_of(head, sealed), "X-Size": str(len(sealed)),
        }  # fmt: skip
        return key, of, sealed, headers

    def put(self, client, photo, start, piece):
        key, _, _, headers = photo
        address = f"{reverse('field:attach', args=[key])}?from={start}"
        return client.put(address, piece, content_type="application/octet-stream", headers=headers)

    def test_goes_on_where_it_broke_off(self, client, photo):
        sealed = photo[2]
        assert self.put(client, photo, 0, sealed[:100]).json()["have"] == 100
        assert self.put(client, photo, 0, b"").json()["have"] == 100
        assert self.put(client, photo, 200, sealed[200:]).json()["have"] == 100  # from too far on
        done = self.put(client, photo, 50, sealed[50:]).json()
        assert done["have"] == len(sealed)
        assert done["receipt"]
        assert self.put(client, photo, 0, sealed[:10]).json() == done

    def test_that_came_bent_begins_again(self, client, photo):
        sealed = photo[2]
        assert self.put(client, photo, 0, b"x" + sealed[1:]).json() == {"have": 0, "receipt": ""}
        assert not Piece.objects.exists()

    def test_waits_for_its_report_and_then_stands_there(self, client, photo, phone):
        key, of, sealed, _ = photo
        self.put(client, photo, 0, sealed)
        assert Attachment.objects.get().kept_at is None
        send(client, phone.seals("stop", {"agency": "service_office", "gate": MAUMERE, "men": 1}, key=of))
        assert Attachment.objects.get(pk=key).kept_at
        assert not Piece.objects.exists()

    def test_with_the_key_of_another_is_refused(self, client, photo):
        self.put(client, photo, 0, photo[2][:10])
        photo[3]["X-Hash"] = "0" * 64
        assert self.put(client, photo, 10, b"x").status_code == 409

    def test_without_its_headers_is_refused(self, client):
        assert client.put(reverse("field:attach", args=[uuid4()]), b"x").status_code == 400


class TestTheDesk:
    @pytest.fixture
    def waiting(self, client, phone, announced):
        """A hand-over where nobody came off."""
        send(client, phone.seals("handover", {"roster": announced.pk, "gate": MAUMERE, "receiver": "Dinas Uji"}))
        act_as_officer(client)
        return Envelope.objects.get(state=State.CONFLICT)

    def test_shows_what_waits_and_why(self, client, waiting):
        assert "Belum ada orang yang tiba" in client.get(reverse("field:desk")).content.decode()
        text = client.get(reverse("field:detail", args=[waiting.pk])).content.decode()
        assert "Dinas Uji" in text
        assert "Jam ponsel" in text

    def test_applies_what_fits_by_now(self, client, waiting, phone, tick_of):
        send(client, phone.seals("tick", tick_of))
        client.post(reverse("field:settle", args=[waiting.pk]), {"decision": "apply"})
        assert not Envelope.objects.filter(state=State.CONFLICT).exists()

    def test_sets_aside_with_a_reason_only(self, client, waiting):
        address = reverse("field:settle", args=[waiting.pk])
        client.post(address, {"decision": "drop"})
        assert Envelope.objects.filter(state=State.CONFLICT).exists()
        client.post(address, {"decision": "drop", "reason": "Salah tekan"})
        assert Envelope.objects.filter(state=State.REFUSED).exists()

    def test_is_closed_to_another_office(self, waiting, client_of):
        assert client_of("sister-office").get(reverse("field:detail", args=[waiting.pk])).status_code == 404


def act_as_officer(client):
    from sasando.domain.organisations.acting import actors_of

    act_as(actors_of(client.session["_auth_user_id"])[0])


class TestASealedFile:
    def test_is_taken_from_anybody_of_the_organisation(self, client, phone, tick_of):
        body = json.dumps({"envelopes": [wire(phone.seals("tick", tick_of))]}).encode()
        answer = client.post(reverse("field:upload"), {"file": SimpleUploadedFile("antrean.json", body)})
        assert "1 dari 1" in answer.content.decode()
        assert Tick.objects.count() == 1

    def test_that_is_none_is_said_to_be_none(self, client):
        answer = client.post(reverse("field:upload"), {"file": SimpleUploadedFile("foto.jpg", b"\xff\xd8")})
        assert answer.status_code == 422
        assert "bukan berkas tersegel" in answer.content.decode()
