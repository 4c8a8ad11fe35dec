"""From one tree: Python for one dossier, Polars for millions, SQL for databases, JavaScript for the phone."""
