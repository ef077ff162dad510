"""Questions of the organiser as fields, and their answers as JSON: {id of the question: text}."""

from django import forms
from django.utils.translation import gettext as _

from events.models import Question

MOST_CHARACTERS = {Question.Kind.TEXT: 300, Question.Kind.LONG: 2000}


def question_fields(questions):
    """{name: field} for questions, in their order."""
    return {f"frage{question.pk}": _field(question) for question in questions}


def _field(question):
    common = {
        "label": question.text,
        "help_text": question.hint,
        "required": question.is_required,
        "error_messages": {"required": _("Beantworten Sie die Frage „%s“.") % question.text},
    }
    if question.kind == Question.Kind.YES:
        return forms.ChoiceField(
            choices=[("ja", _("Ja")), ("nein", _("Nein"))], widget=forms.RadioSelect, **common
        )
    if question.kind == Question.Kind.CHOICE:
        lines = dict.fromkeys(line.strip() for line in question.choices.splitlines() if line.strip())
        return forms.ChoiceField(choices=[(line, line) for line in lines], widget=forms.RadioSelect, **common)
    widget = forms.Textarea(attrs={"rows": 4}) if question.kind == Question.Kind.LONG else forms.TextInput
    return forms.CharField(max_length=MOST_CHARACTERS[question.kind], widget=widget, **common)


def answers(questions, data):
    """What was answered, by the number of the question."""
    given = {str(question.pk): data.get(f"frage{question.pk}") for question in questions}
    return {number: text for number, text in given.items() if text}
