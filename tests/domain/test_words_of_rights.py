"""Every right can be read by the person who has it."""

import pytest

from sasando.domain.access import RELATIONS, actions, roles
from sasando.domain.access.words import ACTIONS, THINGS, rights_in_words
from sasando.domain.access.words import RELATIONS as RELATION_WORDS


class TestTheWords:
    def test_are_there_for_every_action_and_no_other(self):
        assert set(ACTIONS) == set(actions())

    def test_are_there_for_every_thing_and_every_relation(self):
        assert set(THINGS) == {action.partition(".")[0] for action in actions()}
        assert set(RELATION_WORDS) == set(RELATIONS)

    @pytest.mark.parametrize("role", roles())
    def test_say_something_to_every_role_and_no_key(self, role):
        said = str(rights_in_words(role))
        assert "Anda boleh" in said
        assert not [action for action in actions() if action in said]
