"""A pattern under other names: French, American and British English."""
