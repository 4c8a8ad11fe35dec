"""English is complete, and what is compiled is what is written."""

import gettext

from tests.house.words import ENGLISH, key_of, known, missing, said


class TestEverySentence:
    def test_has_its_english(self):
        assert missing(known()) == []

    def test_of_the_catalogue_is_still_said(self):
        spoken = {key_of(words) for words in said()}
        ids = [message.id if isinstance(message.id, str) else message.id[0] for message in known() if message.id]
        assert not [text for text in ids if text not in spoken]

    def test_is_compiled(self):
        with ENGLISH.with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        plain = [message for message in known() if message.id and isinstance(message.id, str)]
        assert not [one.id for one in plain if compiled.gettext(one.id) != one.string]

    def test_keeps_the_places_for_values(self):
        import re

        wrong = []
        for message in known():
            if isinstance(message.id, str) and message.id:
                places = [set(re.findall(r"%\(\w+\)s", text)) for text in (message.id, message.string)]
                wrong += [message.id] if places[0] != places[1] else []
        assert wrong == []
