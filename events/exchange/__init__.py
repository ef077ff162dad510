"""Programmes from and to other programmes: schedule JSON and XML (frab, pretalx), iCalendar."""
