"""Documents on paper, made in memory; ReportLab is used here and nowhere else.

It is loaded whole by whoever comes here first: its modules import one another, so two threads that
each began with another of them would get half a module.
"""

import reportlab.pdfgen.canvas  # noqa: F401 - only to have it loaded
