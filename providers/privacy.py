"""What an account's file says of a person's work on offers.

When the account ends, questions, answers and changes stay with the offer without a name, until their deletion date;
offers sent without account belong to their address and to the link that was mailed there.
"""

from .models import BulkUpload, CaseMessage, OfferChange, StatusReport, Submission


def export(user):
    messages = CaseMessage.objects.filter(by=user).select_related("offer")
    changes = OfferChange.objects.filter(by=user).select_related("offer")
    reports = StatusReport.objects.filter(by=user).select_related("offer")
    sent = Submission.objects.filter(email__iexact=user.email, confirmed_at__isnull=False)
    uploads = BulkUpload.objects.filter(by=user)
    return {
        "messages": [_said(row) | {"kind": row.kind, "text": row.text} for row in messages],
        "changes": [_said(row) | {"before": row.before, "after": row.after} for row in changes],
        "states": [_said(row) | {"state": row.state} for row in reports],
        "submissions": [
            {"offer": row.offer.title, "name": row.name, "at": row.created_at.isoformat()}
            for row in sent.select_related("offer")
        ],
        "lists": [{"name": row.name, "at": row.created_at.isoformat()} for row in uploads],
    }


def _said(row):
    return {"offer": row.offer.title, "at": row.at.isoformat()}
