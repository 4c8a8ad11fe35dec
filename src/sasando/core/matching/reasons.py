"""The sentences that say why: one for each part and level, in both languages, without any value of a person."""

from typing import Final

from sasando.core.facts import Says

_PARTS: Final = {  # part: how people call it
    "name": ("Nama", "The names"),
    "born": ("Tanggal lahir", "The birth dates"),
    "sex": ("Jenis kelamin", "The sexes"),
    "nik": ("NIK", "The NIKs"),
    "passport": ("Nomor paspor", "The passport numbers"),
    "phone": ("Nomor telepon", "The telephone numbers"),
    "number": ("Nomor identitas", "The identity numbers"),
    "village": ("Desa", "The villages"),
    "district": ("Kecamatan", "The districts"),
    "regency": ("Kabupaten", "The regencies"),
    "postcode": ("Kode pos", "The postcodes"),
    "address": ("Alamat", "The addresses"),
    "relatives": ("Keluarga", "The relatives"),
}
_LEVELS: Final = {
    "equal": ("{} sama.", "{} are the same."),
    "near": ("{} hampir sama; satu atau dua angka berbeda.", "{} are nearly the same; one or two digits differ."),
    "spelled": ("{} sama, ejaannya berbeda.", "{} are the same, spelled otherwise."),
    "partly": ("{} sama sebagian.", "{} are partly the same."),
    "different": ("{} berbeda.", "{} differ."),
}
_SPECIAL: Final = {
    "name.reordered": ("Nama sama, urutannya berbeda.", "The names are the same, in another order."),
    "name.fewer": ("Nama sama; salah satunya kurang satu kata.", "The names are the same; one leaves a word out."),
    "born.swapped": ("Hari dan bulan lahir tertukar.", "Day and month of birth are swapped."),
    "born.typo": ("Tanggal lahir berbeda satu angka.", "The birth dates differ in one digit."),
    "born.same_year": ("Tahun lahir sama.", "The birth years are the same."),
    "born.other_year": (
        "Hari dan bulan lahir sama, tahunnya berbeda.",
        "Day and month of birth are the same, the years differ.",
    ),
    "born.year_near": ("Tahun lahir berbeda satu tahun.", "The birth years differ by one."),
    "born.year_differs": ("Tahun lahir berbeda.", "The birth years differ."),
    "born.age_fits": ("Umurnya cocok.", "The ages fit."),
    "born.age_near": ("Umurnya berdekatan.", "The ages are near."),
    "born.age_differs": ("Umurnya tidak cocok.", "The ages do not fit."),
    "kin.likely": (
        "Mungkin dua orang sekeluarga: yang sama juga sama pada saudara.",
        "They may be two of one family: what is the same is so for brothers and sisters too.",
    ),
    "nik.serial": (
        "NIK sama sampai tanggal lahir; hanya nomor urutnya berbeda.",
        "The NIKs are the same up to the birth date; only the serial differs.",
    ),
    "relatives.equal": ("Ada keluarga dengan nama yang sama.", "A relative of the same name is known of both."),
    "relatives.different": ("Tidak ada nama keluarga yang sama.", "No relative of the same name is known of both."),
}


def sentence(part: str, level: str) -> Says:
    """The sentence for a part at a level.

    >>> sentence("village", "spelled")["id"], sentence("born", "swapped")["en"]
    ('Desa sama, ejaannya berbeda.', 'Day and month of birth are swapped.')
    """
    if special := _SPECIAL.get(f"{part}.{level}"):
        return {"id": special[0], "en": special[1]}
    in_id, in_en = _LEVELS[level]
    of_id, of_en = _PARTS[part]
    return {"id": in_id.format(of_id), "en": in_en.format(of_en)}
