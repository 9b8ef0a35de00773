"""Tables as offices have them: read, understood by their headings, checked row by row. Plain Python, no framework."""
