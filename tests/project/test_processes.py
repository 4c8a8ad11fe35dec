"""The group of processes: what it passes on, what it brings back, and how it ends."""

import io
import os
import signal
import subprocess
import sys

import pytest
from tests.project.programs import environment, is_gone, kill, wait_for

from sasando.project.processes import Child, children_of, run_group
from sasando.project.trouble import Trouble

WAITS = "import signal, os; print('pid', os.getpid(), flush=True); signal.pause()"
STUBBORN = (
    "import signal, os; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('pid', os.getpid(), flush=True)\n"
    "while True: signal.pause()"
)
WITH_CHILD = (  # the first pid is its own
    "import os, subprocess, sys; print('pid', os.getpid(), flush=True);"
    "subprocess.run([sys.executable, '-c', sys.argv[1]])"
)


def child(name, code, *args, **env):
    return Child(name, [sys.executable, "-c", code, *args], environment(**env))


class Lines(io.StringIO):
    """What was printed, while it is printed by another process of thought."""

    def pids(self, name):
        found = [line.split() for line in self.getvalue().splitlines()]
        return [int(parts[3]) for parts in found if parts[0] == name and parts[2] == "pid"]


def stop_when(condition):
    """Answers "is it ready?" with no, and asks for the end as an administrator does once the condition holds."""

    def asked():
        if condition():
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    return asked


class TestAGroup:
    def test_passes_lines_on_under_the_name_of_who_wrote_them(self):
        out = Lines()
        children = [child("desk", "print('satu\\ndua'); " + WAITS), child("worker", "print('tiga'); " + WAITS)]
        run_group(children, out=out, is_ready=stop_when(lambda: out.pids("desk") and out.pids("worker")))
        lines = out.getvalue().splitlines()
        assert {"desk   | satu", "desk   | dua", "worker | tiga"} <= set(lines)

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_stops_all_at_each_of_the_three_signals_and_puts_handlers_back(self, number):
        out, before = Lines(), signal.getsignal(number)
        asked = []

        def ready():
            if out.pids("one") and out.pids("two") and not asked:
                asked.append(os.kill(os.getpid(), number))
            return False

        run_group([child("one", WAITS), child("two", WAITS)], out=out, is_ready=ready)
        assert all(is_gone(pid) for name in ("one", "two") for pid in out.pids(name))
        assert signal.getsignal(number) is before

    def test_says_once_that_it_is_ready(self):
        said = []

        def ready():
            said.append("ready")
            os.kill(os.getpid(), signal.SIGTERM)

        run_group([child("one", WAITS)], out=Lines(), is_ready=lambda: True, when_ready=ready)
        assert said == ["ready"]

    def test_brings_back_a_child_that_was_killed(self):
        out, killed = Lines(), []

        def once():
            if out.pids("one") and not killed:
                killed.append(kill(out.pids("one")[0]))
            return len(out.pids("one")) == 2

        run_group([child("one", WAITS)], out=out, is_ready=stop_when(once))
        assert "one: mati (-9)" in out.getvalue()

    def test_ends_what_a_killed_child_left_before_it_brings_it_back(self):
        out, killed = Lines(), []

        def once():
            if len(out.pids("one")) == 2 and not killed:
                killed.append(kill(out.pids("one")[0]))
            return len(out.pids("one")) == 4

        run_group([child("one", WITH_CHILD, WAITS)], out=out, is_ready=stop_when(once))
        wait_for(lambda: all(is_gone(pid) for pid in out.pids("one")))

    def test_gives_up_with_a_sentence_when_a_child_dies_again_and_again(self):
        out = Lines()
        with pytest.raises(Trouble, match=r"(?s)Proses broken mati 4 kali.*died 4 times"):
            run_group([child("good", WAITS), child("broken", "raise SystemExit('tidak bisa')")], out=out)
        assert out.getvalue().count("broken | tidak bisa") == 4
        assert all(is_gone(pid) for pid in out.pids("good"))

    def test_starts_a_dead_database_again_and_gives_up_on_one_that_cannot_live(self):
        class Dead:
            started = 0

            def running(self):
                return False

            def start(self):
                self.started += 1

        server = Dead()
        with pytest.raises(Trouble, match="PostgreSQL died 4 times"):
            run_group([child("one", WAITS)], server=server, out=Lines())
        assert server.started == 3

    def test_kills_a_child_that_does_not_listen(self, monkeypatch):
        monkeypatch.setattr("sasando.project.processes._GENTLY", 0.2)
        out = Lines()
        run_group([child("deaf", STUBBORN)], out=out, is_ready=stop_when(lambda: out.pids("deaf")))
        assert is_gone(out.pids("deaf")[0])

    def test_keeps_serving_when_nobody_reads_its_lines(self):
        out = Lines()
        out.close()
        asked = []

        def ready():
            asked.append(1)
            return len(asked) > 3

        run_group(
            [child("one", WAITS)], out=out, is_ready=ready, when_ready=lambda: os.kill(os.getpid(), signal.SIGTERM)
        )

    def test_that_is_killed_takes_its_children_along(self):
        code = (
            "import sys; from sasando.project.processes import Child, run_group;"
            f"run_group([Child('one', [sys.executable, '-c', {WAITS!r}], {{}})], out=sys.stdout)"
        )
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment())
        with process:
            pid = int(process.stdout.readline().split()[3])
            kill(process.pid)
            wait_for(lambda: is_gone(pid))


class TestTheChildrenOfThePlatform:
    @pytest.fixture
    def children(self, tmp_path):
        class Named:
            def url(self, role):
                return f"postgresql://sasando_{role}@/sasando"

        environ = {"DATABASE_URL": "postgresql://owner:secret@/x", "PGPASSWORD": "secret", "SASANDO_DEMO": "1"}
        return {child.name: child for child in children_of(Named(), data=tmp_path, port=8000, environ=environ)}

    def test_get_the_database_for_their_own_role_and_never_the_owner(self, children):
        users = {name: child.env["SASANDO_DATABASE"].split("@")[0] for name, child in children.items()}
        app, door = "postgresql://sasando_app", "postgresql://sasando_door"
        assert users == {"desk": app, "door": door, "worker": app}
        assert "secret" not in str(children)

    def test_are_told_who_they_are_and_where_the_data_lies(self, children, tmp_path):
        for name, child in children.items():
            told = [child.env[key] for key in ("SASANDO_PROCESS", "SASANDO_DATA", "SASANDO_PORT", "SASANDO_DEMO")]
            assert told == [name, str(tmp_path), "8000", "1"]

    def test_serve_on_two_ports_of_this_machine_only(self, children):
        ports = [children[name].argv[children[name].argv.index("--port") + 1] for name in ("desk", "door")]
        assert ports == ["8000", "8001"]
        assert all(
            children[name].argv[children[name].argv.index("--host") + 1] == "127.0.0.1" for name in ("desk", "door")
        )

    def test_name_options_that_granian_knows(self, children):
        for name in ("desk", "door"):
            subprocess.run([*children[name].argv, "--help"], capture_output=True, env=environment(), check=True)
