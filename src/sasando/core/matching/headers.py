"""Which column of a list speaks of which fact, for matching: the headers of the dossier and those of other lists."""

from collections.abc import Mapping, Sequence
from typing import Final

from sasando.core.facts.headers import match_header
from sasando.core.facts.writing import squash

ID: Final = "id"

FACTS: Final[Mapping[str, str]] = {
    "id": "tanda baris dalam hasil (id)",
    "full_name": "nama lengkap",
    "given_name": "nama depan",
    "surname": "nama keluarga / fam",
    "alias": "nama lain, dipisah |",
    "sex": "jenis kelamin",
    "born_on": "tanggal lahir, tahun, atau 01/01 bila hanya tahun",
    "birth_year": "tahun lahir",
    "age": "umur",
    "nik": "NIK",
    "passport_number": "nomor paspor",
    "phone": "telepon",
    "number": "nomor identitas lain, mis. soc_sec_id",
    "village": "desa, kelurahan, suburb",
    "district": "kecamatan",
    "regency": "kabupaten, provinsi, state",
    "postcode": "kode pos",
    "address": "alamat; beberapa kolom disambung dengan +",
    "relatives": "nama keluarga dekat, dipisah koma",
}
"""The facts that matching understands, and what people call them."""

_ALSO: Final[Mapping[str, str]] = {
    "id": "id recid recordid rid uuid no nomor kode index row rowid personid idorang",
    "full_name": "fullname name nama namalengkap namapekerja namapmi namacpmi person nm",
    "given_name": "givenname firstname forename namadepan fname given first",
    "surname": "surname lastname familyname namakeluarga namabelakang marga fam lname family last clan",
    "alias": "alias aliases namalain panggilan namapanggilan othernames nickname aka",
    "sex": "sex gender jk lp jeniskelamin kelamin",
    "born_on": "bornon dateofbirth dob birthdate birthday tgllahir tanggallahir lahir ttl birth borndate",
    "birth_year": "birthyear yearofbirth tahunlahir thnlahir yob",
    "age": "age umur usia umurtahun",
    "nik": "nik noktp ktp nomorktp nonik nomorinduk nomorindukkependudukan",
    "passport_number": "passportnumber passport paspor nopaspor nomorpaspor passportno",
    "phone": "phone telp telepon hp nohp notelp nomorhp wa nowa phonenumber mobile telephone handphone nomortelepon",
    "number": "socsecid ssn nationalid nationalnumber idnumber nationalidnumber identitynumber noidentitas nokk",
    "village": "village desa kelurahan desakelurahan kampung suburb town city asaldesa",
    "district": "district kecamatan kec",
    "regency": "regency kabupaten kab kabkota kabupatenkota state province provinsi asal",
    "postcode": "postcode postalcode zip zipcode kodepos",
    "address": "address alamat street streetnumber address1 address2 housenumber streetname addr jalan",
    "relatives": "relatives keluarga orangtua ayah ibu father mother namaayah namaibu",
}
_KNOWN: Final = {header: fact for fact, headers in _ALSO.items() for header in headers.split()}
_OF_A_DOSSIER: Final = frozenset({"full_name", "sex", "born_on", "nik", "passport_number", "regency"})
_SEVERAL: Final = frozenset({"address", "relatives", "phone", "number"})


def guess_columns(headers: Sequence[str]) -> dict[str, list[str]]:
    """Of each fact the headers that speak of it; the first, or for addresses and the like every one.

    >>> guess_columns(["rec_id", "given_name", "street_number", "address_1", "dob"])
    {'id': ['rec_id'], 'given_name': ['given_name'], 'address': ['street_number', 'address_1'], 'born_on': ['dob']}
    >>> guess_columns(["No", "NAMA LENGKAP", "Tgl. Lahir", "Desa/Kel", "Keterangan"])
    {'id': ['No'], 'full_name': ['NAMA LENGKAP'], 'born_on': ['Tgl. Lahir'], 'village': ['Desa/Kel']}
    """
    found: dict[str, list[str]] = {}
    for header in headers:
        fact = _fact_of(header)
        if fact is not None and (fact in _SEVERAL or fact not in found):
            found.setdefault(fact, []).append(header)
    return found


def _fact_of(header: str) -> str | None:
    word = squash(header)
    if word in _KNOWN:
        return _KNOWN[word]
    dossier = match_header(header)
    if dossier in _OF_A_DOSSIER:
        return dossier
    if word.startswith(("desa", "kelurahan")):
        return "village"
    return dossier if dossier in FACTS else None
