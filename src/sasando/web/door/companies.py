"""Is this company known? Its licence number, and the state of its licence today: no account, nothing is kept."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sasando.domain.licences.door import LONGEST, Known, find_company
from sasando.domain.licences.kinds import TONES, LicenceState
from sasando.web.shell.guard import public


@require_safe
@public("whether a company has a licence is public, and asking must cost nothing")
def search(request: HttpRequest) -> HttpResponse:
    """Search by whole words of the name, or by the number of the licence. Not found is not the same as not licensed."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    found: list[Known] = []
    refused: list[str] = []
    try:
        found = find_company(asked)
    except ValidationError as refusal:
        refused = refusal.messages
    rows = [(one, *_state(one)) for one in found]
    context = {"asked": asked, "rows": rows, "refused": refused, "today": timezone.localdate()}
    return render(request, "door/companies.html", context)


def _state(one: Known) -> tuple[str, str]:
    return (TONES[LicenceState(one.state)], str(LicenceState(one.state).label)) if one.state else ("", "")
