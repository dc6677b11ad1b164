"""Codes of six digits, and the only form in which the database knows them."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from servicedesk.parties.email_verification.models import EmailVerification

DIGITS = 6


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digest_of(verification: EmailVerification, code: str) -> str:
    """Salted by verification and keyed with the secret of the installation: who reads the table can try nothing."""
    return salted_hmac(f"servicedesk.addresses:{verification.key}", code, algorithm="sha256").hexdigest()


def is_code_of(verification: EmailVerification, code: str) -> bool:
    return bool(verification.digest) and constant_time_compare(
        verification.digest, digest_of(verification, code)
    )
