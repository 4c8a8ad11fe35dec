"""Every cell in plain SQL, counted."""

from tests.domain.matrix import CHANGES, PLACES, probe_adding, probe_reading, probe_writing

from sasando.domain.access import RELATIONS, roles


class TestEveryCellInSql:
    def test_is_as_the_table_says(self, database, matrix, whole, figure):
        import psycopg

        wrong, tried = [], 0
        with psycopg.connect(database.url("app")) as weak:
            for role in roles() if whole else roles()[::5]:
                with weak.transaction(force_rollback=True):
                    for thing in PLACES:
                        wrong += probe_reading(weak, matrix, role, thing)
                    for thing in CHANGES:
                        wrong += probe_writing(weak, matrix, role, thing)
                    wrong += probe_adding(weak, matrix, role)
                    tried += (len(PLACES) + len(CHANGES)) * len(RELATIONS) + 2
        figure("cells tried", tried)
        figure("wrong", len(wrong))
        assert wrong == []
