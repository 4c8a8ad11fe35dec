"""A checkpoint goes to those outside who keep it; it names nobody."""

import json

import pytest
from django.core import mail

from sasando.domain.audit.checkpoints import mail_checkpoint, sign_checkpoint
from sasando.domain.audit.sealing import seal

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
