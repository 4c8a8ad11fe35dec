"""The pages of the regions: from the map to the village, by name and by either code."""

import re

import pytest


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


class TestWhereToBegin:
    def test_the_map_links_each_regency(self, client_of):
        shown = page(client_of("village").get("/wilayah/"))
        linked = set(re.findall(r'<a href="/wilayah/(53\.\d\d)/"><title>', shown))
        assert len(linked) == 22

    def test_the_table_beside_it_has_both_codes_and_counts(self, client_of):
        shown = page(client_of("village").get("/wilayah/"))
        row = re.search(r"<tr>(?:(?!</tr>).)*>Kabupaten Sumba Barat<.*?</tr>", shown, re.DOTALL)[0]
        assert re.findall(r">([\d.]+)</td>", row) == ["53.12", "5301", "6", "74"]

    def test_all_provinces_are_there(self, client_of):
        assert len(client_of("village").get("/wilayah/").context["provinces"]) == 38

    def test_asks_the_database_little(self, client_of, django_assert_max_num_queries):
        client = client_of("village")
        with django_assert_max_num_queries(10):
            client.get("/wilayah/")
        with django_assert_max_num_queries(10):
            client.get("/wilayah/53.06.02/")

    def test_asks_strangers_to_sign_in(self, client, db):
        assert client.get("/wilayah/").status_code == 302


class TestSearching:
    def found(self, client, text):
        return [region.code for region, _ in client.get("/wilayah/", {"cari": text}).context["found"]]

    def test_a_number_of_two_systems_shows_both_places(self, client_of):
        shown = page(client_of("labour-office").get("/wilayah/?cari=5301"))
        assert "Kabupaten Kupang" in shown
        assert "Kabupaten Sumba Barat" in shown

    def test_a_name_shows_where_it_lies(self, client_of):
        shown = page(client_of("labour-office").get("/wilayah/?cari=Oesao"))
        assert "Kec. Kupang Timur, Kab. Kupang" in shown

    def test_a_line_of_names_narrows(self, client_of):
        assert self.found(client_of("labour-office"), "Bokonusan, Semau") == ["53.01.04.2003"]

    def test_many_are_paged_in_the_database(self, client_of, django_assert_max_num_queries):
        client = client_of("labour-office")
        with django_assert_max_num_queries(10):
            answer = client.get("/wilayah/?cari=a")
        assert len(answer.context["found"]) == 50
        assert answer.context["page"].paginator.count > 3000

    def test_nothing_says_what_to_do(self, client_of):
        assert "Tidak ada wilayah yang cocok" in page(client_of("labour-office").get("/wilayah/?cari=xyzzy"))

    @pytest.mark.parametrize("text", ["%00", "%25", "a" * 500, "5" * 60, "%F0%9F%9A%A2", "halaman"])
    def test_survives_anything(self, client_of, text):
        page(client_of("labour-office").get(f"/wilayah/?cari={text}&halaman=-1"))


class TestOneRegion:
    def test_of_each_level_opens_and_names_what_lies_above(self, client_of):
        client = client_of("village")
        village = page(client.get("/wilayah/53.01.04.2003/"))
        assert "<h1>Desa Bokonusan</h1>" in village
        for code in ("53", "53.01", "53.01.04"):
            assert f'href="/wilayah/{code}/"' in village

    def test_lists_what_lies_in_it_with_counts(self, client_of):
        answer = client_of("village").get("/wilayah/53.08/")
        assert answer.context["page"].paginator.count == 21
        assert sum(district.below for district in answer.context["page"]) == 278

    def test_marks_itself_on_the_map(self, client_of):
        shown = page(client_of("village").get("/wilayah/53.06.02/"))
        assert re.search(r'<a href="/wilayah/53\.06/" aria-current="true">', shown)

    def test_outside_ntt_says_that_districts_are_missing(self, client_of):
        client = client_of("village")
        assert client.get("/wilayah/35/").context["page"].paginator.count == 38
        assert "baru ada untuk Nusa Tenggara Timur" in page(client.get("/wilayah/35.15/"))

    def test_names_the_gates_in_it(self, client_of):
        assert "/gerbang/pelabuhan-lorens-say/" in page(client_of("village").get("/wilayah/53.07/"))

    @pytest.mark.parametrize("code", ["99", "53.99", "53.01.04.9999"])
    def test_that_does_not_exist_is_not_found(self, client_of, code):
        assert client_of("village").get(f"/wilayah/{code}/").status_code == 404
