"""The cover: title, year, number, days, organiser."""
