"""Names of the jobs of visits, so that actions queue them without knowing them."""

EMAIL_TASK = "spaces.email_visit"
CERTIFY_TASK = "spaces.certify_visit"
