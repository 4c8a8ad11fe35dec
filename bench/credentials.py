"""One card: base45, CWT and signature together, against the signature alone, and against the libraries base45 and cwt.

Run: `./sasando bench credentials`. Exit status 1 when any answer differs.
"""

import argparse
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import base45
import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cwt import COSE, COSEKey
from cwt.exceptions import CWTError

from bench.timing import goal, interleaved, machine, median_ratio, must_be_equal, table
from sasando.core.credentials import Statement, TrustedKey, What, end_of, judge, read_revocations
from sasando.core.credentials.cose import verifies
from sasando.core.credentials.envelope import STATEMENT, open_ours
from sasando.core.credentials.signing import SigningKey, sign, sign_revocations
from sasando.core.facts.unreadable import Unreadable
from sasando.exchange.papers.codes import qr_version

RAW, OURS, JUDGED, LIBRARIES = (
    "signature alone",
    "ours: base45, COSE, signature",
    "ours: the judgement",
    "base45 and cwt",
)
AT = datetime(2026, 12, 1, tzinfo=UTC)
NAMES = ("Maria Yosefina Bria", "Yosef Seran", "Petronela Tae", "Agustinus Nahak Seran", "Sisilia Hoar")


def main() -> None:
    """Check, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    codes = _codes(key, asked.cards)
    contenders = _contenders(key, codes)
    answers = {name: run() for name, run in contenders.items()}
    for name in (OURS, JUDGED, LIBRARIES):
        must_be_equal(name, sum(a != b for a, b in zip(answers[name], answers[RAW], strict=True)))
    seconds = interleaved(contenders, rounds=asked.rounds, at_least=0.2)
    print(f"\n{machine('cryptography', 'cwt', 'cbor2', 'base45')}")
    print(f"{len(codes)} cards, a third of them forged; {len(codes[0])} letters, QR version {qr_version(codes[0])}-M\n")
    print(table(seconds, base=RAW, unit=("µs a card: median (least–most)", 1e6 / len(codes))))
    print(goal("base45, COSE and signature, times the signature alone", median_ratio(seconds, OURS, RAW), 1.5))


def _codes(key: SigningKey, count: int) -> list[str]:
    """Cards of invented people; every third bears the signature of the one before it."""
    randomly = random.Random(1)
    cards = [_card(key, number, randomly) for number in range(count)]
    tags = [cbor2.loads(base45.b45decode(card.removeprefix(STATEMENT))) for card in cards]
    for number in range(2, count, 3):
        forged = cbor2.CBORTag(18, [*tags[number].value[:3], tags[number - 1].value[3]])
        cards[number] = STATEMENT + base45.b45encode(cbor2.dumps(forged)).decode()
    return cards


def _card(key: SigningKey, number: int, randomly: random.Random) -> str:
    statement = Statement(
        what=What.CARD,
        issuer="BP3MI NTT",
        id=randomly.randbytes(16),
        issued_at=AT - timedelta(days=9),
        expires_at=end_of(date(2027, 2, 23)),
        serial=f"K-2026-{number:06}",
        name=NAMES[number % len(NAMES)],
        birth_year=1999,
        country="MY",
        position="Penata laksana rumah tangga",
        employer="Tan Wei Ming",
        company="PT Cahaya Flobamora",
        permit="SIP2MI 0123/2026",
        decided_on=date(2026, 11, 21),
        log_index=number,
    )
    return sign(statement, key)


def _contenders(key: SigningKey, codes: list[str]) -> dict[str, Callable[[], list[bool]]]:
    public = key.private.public_key()
    messages = [open_ours(code, STATEMENT) for code in codes]
    bare = [(message.signature, message.signed_bytes()) for message in messages]
    keys = {key.kid: TrustedKey(key.kid, public, date(2026, 1, 1))}
    signed = sign_revocations([b"x"], key, issuer="x", issued_at=AT - timedelta(days=1), expires_at=AT + timedelta(1))
    revoked = read_revocations(signed, keys)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    cose, cose_key = COSE.new(), COSEKey.from_pem(pem, kid=key.kid)
    return {
        RAW: lambda: [_raw(public, *one) for one in bare],
        OURS: lambda: [_ours(code, public) for code in codes],
        JUDGED: lambda: [_judged(code, keys, revoked) for code in codes],
        LIBRARIES: lambda: [_libraries(code, cose, cose_key) for code in codes],
    }


def _raw(public, signature: bytes, signed: bytes) -> bool:
    try:
        public.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _ours(code: str, public) -> bool:
    return verifies(open_ours(code, STATEMENT), public)


def _judged(code: str, keys, revoked) -> bool:
    try:
        return judge(code, keys, revoked, AT).good
    except Unreadable:
        return False


def _libraries(code: str, cose: COSE, key) -> bool:
    try:
        cbor2.loads(cose.decode(base45.b45decode(code.removeprefix(STATEMENT)), key))
    except CWTError:
        return False
    return True


if __name__ == "__main__":
    main()
