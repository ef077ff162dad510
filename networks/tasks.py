"""Jobs of the networks; `contacts` and `keeping` bring the rules of deletion."""

from portal.core.jobs import daily, every

from . import contacts, progress
from .analysis import keeping
from .landscape import keeping as landscape


@daily(6, 10)
def remind_of_measures():
    progress.remind()


@daily(5, 50)
def warn_of_contacts():
    contacts.warn()


@every(minutes=1)
def work_off_analyses():
    keeping.work_off()


@daily(4, 40)
def analyse():
    keeping.ask()


@every(minutes=10)
def draw_landscape():
    landscape.draw()
