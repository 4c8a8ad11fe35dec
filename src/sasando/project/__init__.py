"""The program as a whole: settings, addresses, the database it runs on, the processes it consists of, its commands."""
