"""Every night the ledger is counted; what does not agree is there in the morning, for two organisations."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="10 17 * * *")  # 01.10 in Kupang
@app.task(name="issuance.reconcile", lock="issuance.reconcile", retry=2)
def reconcile_task(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says for when it is
    """Count everything against everything."""
    from sasando.domain.issuance.reconciling import reconcile  # noqa: PLC0415 - only when it is needed

    reconcile(today=timezone.localdate())


@app.periodic(cron="*/10 * * * *")  # what was opened again is known to scanners that soon
@app.task(name="issuance.publish_revocations", lock="issuance.publish_revocations", retry=2)
def publish_revocations_task(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says for when it is
    """The list of what was revoked, signed anew, so that scanners know how fresh it is; and a night that was missed."""
    from sasando.domain.issuance.reconciling import reconcile_if_missed  # noqa: PLC0415 - only when it is needed
    from sasando.domain.issuance.statements import publish_now  # noqa: PLC0415 - only when it is needed

    publish_now()
    reconcile_if_missed(timezone.now())
