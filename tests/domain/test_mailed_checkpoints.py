"""A checkpoint goes to those outside who keep it; it names nobody."""

import json

import pytest
from django.core import mail

from sasando.domain.audit.checkpoints import mail_checkpoint, sign_checkpoint
from sasando.domain.audit.models import Checkpoint
from sasando.domain.audit.sealing import seal
from sasando.domain.errors import Refused

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def signed(acting_as):
    acting_as("administrator")
    from sasando.domain import audit

    audit.record("checkpoint.made", by=None)
    seal()
    return sign_checkpoint()


class TestACheckpointByMail:
    def test_holds_what_is_needed_to_verify_it(self, signed, settings):
        settings.CHECKPOINTS_TO = ["arsip@contoh.example"]
        assert mail_checkpoint()
        sent = json.loads(mail.outbox[0].body)
        assert sent["number"] == signed.number
        assert {"text", "hash", "signature", "public_key"} <= set(sent)

    def test_is_not_sent_when_nobody_is_named(self, signed, settings):
        settings.CHECKPOINTS_TO = []
        assert not mail_checkpoint()
        assert mail.outbox == []


class TestAChainThatDoesNotHold:
    def test_is_signed_no_further_than_a_checkpoint_that_is_not_on_it(self, signed):
        from sasando.domain import audit

        audit.record("person.read", by=None)
        seal()
        after = signed.number + 1
        Checkpoint(number=after, hash=b"other", at=signed.at, signature=b"").save(force_insert=True)
        audit.record("person.read", by=None)
        seal()
        with pytest.raises(Refused) as refusal:
            sign_checkpoint()
        assert f"segel {after};" in refusal.value.messages[0]
