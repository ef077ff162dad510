"""Links that mails of several activities carry."""

from portal.core.links import SignedLink

# Leads whoever submitted an offer without account to its state; the value is the number of the `Submission`.
STATE = SignedLink("submission:state")
