"""Logs that can be read by whoever keeps the machine: what happened and where, never whom it was about."""

import logging


class WithoutValues(logging.Filter):
    """Takes away what may hold values of people: arguments of a request, and the texts of errors.

    An error keeps its class and the places in the program; its message may quote a row.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; let it through."""
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.msg} [{record.exc_info[0].__name__}]"
            record.exc_text = _places(record)
        return True


def _places(record: logging.LogRecord) -> str:
    lines, trace = [], record.exc_info[2] if record.exc_info else None
    while trace:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename.rpartition('sasando/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)
