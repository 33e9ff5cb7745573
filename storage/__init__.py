"""Tables, mappings, stores, transactions, files and migrations."""
