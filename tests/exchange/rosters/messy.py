"""Lists as they are really sent, made from the defects of real ones; the people are invented, the places are real.

`message(seed)` gives a text with what a reader should understand of it: one `Truth` a person.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

GIVEN_NAMES = (
    "Maria Yosef Petrus Yohanes Ana Anastasia Kristina Lusia Theresia Agustinus Dominggus Ferdinandus Melkianus Yuliana"
    " Yuventus Ursula Wilhelmina Marselina Paulus Marthen Elisabet Rosalia Blasius Hendrikus Adelina Nofriana Oktaviana"
    " Siprianus Gaudensia Emerensiana Fransiskus Kanisius Apolonia Sisilia Margareta Stefanus Bernadus"
)
CLAN_NAMES = (
    "Bria Seran Kolo Tefa Nahak Manek Bere Taolin Un Fahik Klau Neno Nope Tukan Koten Koli Lamen Wea Rega Mau Lelo Bau"
    " Sonbai Banunaek Liufeto Kadja Ndolu Rihi Lomi Djami Kaka Bili Umbu Rambu Ngongo Bulu Dappa"
)
GIVEN, CLAN = GIVEN_NAMES.split(), CLAN_NAMES.split()
ODD_NAMES = ("D'Rosario Anton", "Maria da Costa", "Yo'o Tana", "Bere-Seran Maria", "Umbu Landu Kaka", "La Ode Tamrin")
PLACES = (
    ("Wehali", "Malaka Tengah", "Kabupaten Malaka"),
    ("Haitimuk", "Weliman", "Kabupaten Malaka"),
    ("Lewotobi", "Ile Bura", "Kabupaten Flores Timur"),
    ("Fatukoa", "Maulafa", "Kota Kupang"),
    ("Bokonusan", "Semau", "Kabupaten Kupang"),
    ("Uitao", "Semau", "Kabupaten Kupang"),
)
SHORT = {
    "TTS": "Kabupaten Timor Tengah Selatan",
    "TTU": "Kabupaten Timor Tengah Utara",
    "SBD": "Kabupaten Sumba Barat Daya",
    "Flotim": "Kabupaten Flores Timur",
    "Mabar": "Kabupaten Manggarai Barat",
    "Matim": "Kabupaten Manggarai Timur",
    "SoE": "Kabupaten Timor Tengah Selatan",
    "Belu": "Kabupaten Belu",
    "Malaka": "Kabupaten Malaka",
    "Ende": "Kabupaten Ende",
    "Kab. Sikka": "Kabupaten Sikka",
    "Kota Kupang": "Kota Kupang",
    "Lembata": "Kabupaten Lembata",
    "Nunukan": "Kabupaten Nunukan",
    "Kab. Bone": "Kabupaten Bone",
    "Kab Lombok Timur": "Kabupaten Lombok Timur",
}
NUMBERS: tuple[Callable[[int], str], ...] = (
    lambda n: f"{n}. ",
    lambda n: f"{n}.",
    lambda n: f"{n}) ",
    lambda n: f"{n} ",
    lambda n: f"({n}) ",
    lambda n: f"no. {n} ",
    lambda n: f"{n} - ",
    lambda n: f"*{n}.* ",
    lambda n: f"  {n}. ",
    lambda n: f"{n}.\t",
    lambda n: "".join(f"{digit}\ufe0f\u20e3" for digit in str(n)) + " ",
    lambda n: chr(0x2460 + n - 1) + " " if n <= 20 else f"{n}. ",
)
BULLETS = ("- ", "• ", "* ", "– ")
SEPARATORS = (", ", ",", " / ", "/", "; ", " | ", "\t", " - ", "  ")


@dataclass
class Truth:
    """What one person of a message is; `section` is the heading above."""

    name: str
    sex: str | None = None
    age: int | None = None
    born_on: str | None = None
    village: str | None = None
    regency: str | None = None
    nik: str | None = None
    passport_number: str | None = None
    phone: str | None = None
    aliases: list[str] = field(default_factory=list)
    bin_binti: str | None = None
    number: int | None = None
    section: str | None = None


def message(seed: int) -> tuple[str, list[Truth]]:
    """One message, and its people in their order."""
    dice = random.Random(seed)
    separator, order = dice.choice(SEPARATORS), dice.sample(("sex", "age", "place", "papers", "phone"), 5)
    bullets = dice.random() < 0.15
    number = dice.choice(NUMBERS)
    lines, people = _greeting(dice), []
    sections = dice.choice(([None], [None], ["Turun Maumere", "LANJUT LEWOLEBA"], ["Kab. Flores Timur", "Kab. Belu"]))
    for section in sections:
        if section:
            lines += ["", dice.choice((f"*{section}*", f"{section}:", f"*{section}:*"))]
        for count in range(1, dice.randint(2, 9)):
            truth, words = _person(dice, separator, order)
            truth.section = section
            if section and section.startswith("Kab.") and truth.regency is None:
                truth.regency = section.replace("Kab.", "Kabupaten")
            truth.number = None if bullets else count
            people.append(truth)
            lines.append((dice.choice(BULLETS) if bullets else number(count)) + words)
            if dice.random() < 0.05:
                lines.append(dice.choice(("   ket: sakit", "+ 1 anak (3 th)", "  Penjemput: kakak kandung")))
    return "\n".join(lines + _farewell(dice, people)), people


def _greeting(dice: random.Random) -> list[str]:
    stamp = dice.choice(
        ("", "[21/11/25 05.12] Pak Yos: ", "21/11/2025, 05:12 - Bu Ina: ", "[05.12, 21/11/2025] Om Beni: ")
    )
    return [
        line
        for line in (
            dice.choice(("", "Diteruskan", "Forwarded many times")),
            stamp + dice.choice(("Selamat pagi bapak ibu 🙏", "Yth. Kepala BP3MI", "Mohon izin melaporkan", "Syaloom")),
            dice.choice(
                (
                    "",
                    "Berikut daftar PMI deportasi dari Nunukan sebanyak 29 orang",
                    "*DAFTAR NAMA PMI*",
                    "🚢 KM Lambelu",
                )
            ),
            dice.choice(
                ("", "Kapal: KM Bukit Siguntang", "Hari Sabtu, 22 November 2025", "No. Nama / JK / Umur / Asal")
            ),
        )
        if line
    ]


def _farewell(dice: random.Random, people: list[Truth]) -> list[str]:
    men = sum(one.sex == "male" for one in people)
    return [
        line
        for line in (
            "",
            dice.choice(
                (
                    "",
                    f"Total {len(people)} orang (L {men} P {len(people) - men})",
                    f"Jumlah: {len(people)} org",
                    "=========",
                )
            ),
            dice.choice(("", "Terima kasih 🙏🙏", "Demikian laporan kami", "<Media omitted>")),
        )
        if line
    ]


def _person(dice: random.Random, separator: str, order: list[str]) -> tuple[Truth, str]:
    truth, name = _name(dice)
    makers = {"sex": _sex, "age": _age, "place": _place, "papers": _papers, "phone": _phone}
    parts = [name]
    often = {"sex": 0.9, "age": 0.85, "place": 0.8, "papers": 0.35, "phone": 0.25}
    parts += [makers[kind](dice, truth, separator) for kind in order if dice.random() < often[kind]]
    if dice.random() < 0.1:
        parts.append(
            dice.choice(("sakit malaria", "anak ikut: 2", "overstay", "majikan Mr Lim", "kerja 3 tahun di ladang"))
        )
    return truth, separator.join(parts)


def _name(dice: random.Random) -> tuple[Truth, str]:
    given, clan = dice.choice(GIVEN), dice.choice(CLAN)
    name = dice.choice(
        (f"{given} {clan}",) * 6 + (given, f"{given} {dice.choice(GIVEN)} {clan}", dice.choice(ODD_NAMES))
    )
    truth = Truth(name)
    roll = dice.random()
    if roll < 0.08:
        other = dice.choice(GIVEN)
        truth.aliases = [other]
        return truth, name + dice.choice(
            (f" alias {other}", f" als {other}", f" @ {other}", f" a.k.a. {other}", f" panggilan {other}")
        )
    if roll < 0.13:
        truth.bin_binti = clan
        truth.name = f"{given} {dice.choice(('bin', 'binti'))} {clan}"
        return truth, truth.name
    if roll < 0.17:
        return truth, dice.choice(("Sdr. ", "Sdri ", "Bpk ", "Ibu ")) + name
    if roll < 0.3:
        truth.name = name.upper()
        return truth, truth.name
    return truth, f"*{name}*" if roll < 0.36 else name


def _sex(dice: random.Random, truth: Truth, _: str) -> str:
    truth.sex = dice.choice(("male", "female"))
    male = ("L", "L", "L", "Lk", "laki-laki", "♂", "jk: L", "Laki2", "(L)")
    female = ("P", "P", "P", "Pr", "perempuan", "♀", "jk: P", "wanita", "(P)")
    return dice.choice(male if truth.sex == "male" else female)


def _age(dice: random.Random, truth: Truth, separator: str) -> str:
    if dice.random() < 0.2:
        day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(1965, 2006)
        truth.born_on = f"{year}-{month:02}-{day:02}"
        written = f"{day:02}-{month:02}-{year}" if "-" not in separator.strip() else f"{day:02}.{month:02}.{year}"
        return dice.choice((f"tgl lahir {written}", f"TTL: Belu, {written}", f"lahir {written}", written))
    truth.age = dice.randint(17, 62)
    return dice.choice(
        ("{} th", "{} thn", "{}th", "umur {}", "umur {} th", "{} tahun", "usia: {}", "sktr {}", "± {}", "{}")
    ).format(truth.age)


def _place(dice: random.Random, truth: Truth, separator: str) -> str:
    if dice.random() < 0.5:
        word = dice.choice(list(SHORT))
        truth.regency = SHORT[word]
        return dice.choice((word, word, f"dari {word}", f"asal {word}"))
    village, district, regency = dice.choice(PLACES)
    truth.village, truth.regency = village, regency
    kind, name = regency.split(" ", 1)
    return dice.choice(
        (
            f"Ds. {village} Kec. {district} {kind[:3]}. {name}"
            if kind == "Kabupaten"
            else f"Kel. {village} Kec {district} {regency}",
            f"Desa {village}{separator}Kec {district}{separator}{regency}",
            f"{village}{separator}{district}{separator}{regency}",
            f"ds {village}, kec. {district}, {regency}",
        )
    )


def _papers(dice: random.Random, truth: Truth, _: str) -> str:
    if dice.random() < 0.5:
        born = f"{dice.randint(1, 28):02}{dice.randint(1, 12):02}{dice.randint(60, 99)}"
        truth.nik = f"5306{dice.randint(1, 28):02}{born}{dice.randint(1, 9999):04}"
        spaced = " ".join(truth.nik[at : at + 4] for at in range(0, 16, 4))
        return dice.choice((f"NIK {truth.nik}", truth.nik, f"NIK: {spaced}", f"No. KTP {truth.nik}"))
    if dice.random() < 0.5:
        truth.passport_number = f"{dice.choice('ABCE')}{dice.randint(1000000, 9999999)}"
        return dice.choice(
            (f"paspor {truth.passport_number}", truth.passport_number, f"No Paspor: {truth.passport_number}")
        )
    truth.passport_number = f"XD {dice.randint(100, 999999)}"
    return f"SPLP {truth.passport_number}"


def _phone(dice: random.Random, truth: Truth, _: str) -> str:
    digits = f"08{dice.choice(('12', '13', '21', '52'))}{dice.randint(10_000_000, 99_999_999)}"
    truth.phone = digits
    return dice.choice(
        (
            f"HP {digits}",
            digits,
            f"hp: {digits[:4]}-{digits[4:8]}-{digits[8:]}",
            f"WA {digits[:4]} {digits[4:8]} {digits[8:]}",
        )
    )
