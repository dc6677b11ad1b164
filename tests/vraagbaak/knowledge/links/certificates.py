"""Certificates for `site.test`, made when they are asked for: a private key does not belong in a repository."""

import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAME = "site.test"
YEAR = timedelta(days=365)
# Of each: who issued it, and how long ago it expired.
KINDS = {
    "self_signed": (NAME, -YEAR),
    "issued_elsewhere": ("An authority that nobody knows", -YEAR),
    "expired": (NAME, YEAR),
}


@cache
def certificate(kind: str) -> Path:
    """A PEM file with a private key and its certificate."""
    issuer, expired_since = KINDS[kind]
    key, issuing = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(named(NAME))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 2 * YEAR)
        .not_valid_after(now - expired_since)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=issuer == NAME, path_length=None), critical=True)
        .sign(key if issuer == NAME else issuing, hashes.SHA256())
    )
    file = Path(tempfile.mkdtemp(prefix="certificates-")) / f"{kind}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return file


def named(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
