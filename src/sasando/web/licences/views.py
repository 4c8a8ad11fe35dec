"""Views of companies: the list, one company, what ends soon, employers who stand on a list."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain import audit
from sasando.domain.licences.actions import add_blacklisting
from sasando.domain.licences.models import Blacklisting
from sasando.domain.licences.queries import companies, ending
from sasando.web.licences import reading
from sasando.web.licences.beside import parts_beside
from sasando.web.licences.forms import BlacklistingForm, CompanyFilter
from sasando.web.licences.line import state_tag
from sasando.web.licences.words import WORDS
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("licence.read")
def company_list(request: Request) -> HttpResponse:
    """The companies with the state of their licence today; to who works for one company, that company."""
    today = timezone.localdate()
    found, form = companies(request.actor, today), CompanyFilter(request.GET)
    if request.actor.may("reply.add"):
        own = found.exclude(licence=None).first() or found.first()
        return detail(request, own.pk) if own else render(request, "licences/none.html")
    page = Paginator(form.found(found), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = [(one, state_tag(one.state)) for one in page]
    context = {"form": form, "page": page, "rows": rows, "today": today, "may": reading.allowed(request.actor)}
    return render(request, "licences/list.html", context)


@require_safe
@needs("licence.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """One company, as far as the reader's rights reach. That it was read is written down."""
    today, actor = timezone.localdate(), request.actor
    company: Any = get_object_or_404(reading.whole(actor, today), pk=pk)
    audit.record("company.read", company, by=actor)
    context = {
        "company": company,
        "today": today,
        "licences": reading.licences_of(company, today),
        "permits": reading.permits_of(company, request.actor, today),
        "orders": reading.orders_of(company, actor, today),
        "sanctions": reading.sanctions_of(company, today),
        "beside": parts_beside(company, actor, today),
        "may": reading.allowed(actor),
    }
    return render(request, "licences/detail.html", context | reading.around(company))


@require_safe
@needs("licence.read")
def ending_list(request: Request) -> HttpResponse:
    """What ends within ninety days."""
    today = timezone.localdate()
    page = Paginator(ending(request.actor, today), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = [one | {"word": WORDS[one["what"]], "days": (one["ends"] - today).days} for one in page]
    return render(request, "licences/ending.html", {"page": page, "rows": rows, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("blacklisting.read")
def blacklist(request: Request) -> HttpResponse:
    """Employers and partners on published lists, and for who may a form for one more."""
    may_add = request.actor.may("blacklisting.add")
    form = BlacklistingForm(request.POST or None) if may_add else None
    if form and form.is_valid() and saved(form, lambda: add_blacklisting(by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Sudah dicatat."))
        return redirect("licences:blacklist")
    rows = Blacklisting.objects.visible_to(request.actor)
    page = Paginator(rows, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    context = {"page": page, "form": form, "today": timezone.localdate()}
    return render(request, "licences/blacklist.html", context, status=422 if form and form.errors else 200)
