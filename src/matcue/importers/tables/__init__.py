"""Tables, spreadsheets, logs, and lists of records."""
