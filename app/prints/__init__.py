"""Documents on paper, made in memory; ReportLab is used here and nowhere else."""
