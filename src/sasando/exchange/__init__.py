"""Floor 2: tables in and reports out. It knows file formats and core, and no database."""
