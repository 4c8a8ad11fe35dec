"""A request in an odd charset meets a sentence, not a broken server."""

import pytest

from sasando.project.utf8 import only_utf8


def ask(content_type: str):
    said = []

    def inside(environ, start_response):
        start_response("200 OK", [])
        return [b"in"]

    body = only_utf8(inside)(
        {"CONTENT_TYPE": content_type}, lambda status, headers: said.append((status, dict(headers)))
    )
    return (*said[0], b"".join(body))


class TestARequest:
    @pytest.mark.parametrize("charset", ["rot13", "base64", "idna", "zlib", "undefined", "utf-7", "no-such", '"hex"'])
    @pytest.mark.parametrize(
        "kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
    )
    def test_in_another_charset_is_refused_with_its_headers(self, kind, charset):
        status, headers, _ = ask(f"{kind}; Charset = {charset}")
        assert status.startswith("415")
        assert "Content-Security-Policy" in headers

    @pytest.mark.parametrize(
        "content_type", ["", "text/plain", "text/html; charset=UTF-8", 'text/html; charset="utf8"']
    )
    def test_in_utf8_or_none_goes_in(self, content_type):
        assert ask(content_type)[2] == b"in"
