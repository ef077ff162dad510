"""Jobs of the events; the imports bring their deletion dates."""

from portal.core.jobs import every

from . import call, privacy, registration

RULES = (
    call.delete_contributions,
    privacy.delete_needs,
    privacy.anonymise_past,
    privacy.delete_addresses_of_speakers,
    privacy.empty_old_versions,
    registration.delete_unconfirmed,
)


@every(minutes=2)
def end_what_is_over():
    registration.end_what_is_over()
