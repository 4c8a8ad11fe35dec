"""Reports out: a judged list as JSON lines, spreadsheet, PDF and on the terminal. All take one `Report`.

`xlsx.write_xlsx`, `pdf.write_pdf` and `terminal.print_summary` are imported from their modules, so that a run that
writes no spreadsheet does not load the library for it.
"""

from sasando.exchange.reports.lines import to_json_line
from sasando.exchange.reports.report import CellError, Gap, Line, Report, RunFacts

__all__ = ["CellError", "Gap", "Line", "Report", "RunFacts", "to_json_line"]
