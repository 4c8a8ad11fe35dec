"""The program: the commands that need nothing but files (`sasando.cli`), and those that need the platform."""

from sasando.cli.__main__ import app, run
from sasando.project.commands import audit, demo, doctor, rights, up

app.command()(demo.demo)
app.command()(up.up)
app.command()(doctor.doctor)
app.command()(rights.rights)
app.add_typer(audit.app, name="audit")

if __name__ == "__main__":
    run()
