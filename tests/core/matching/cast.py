"""Invented persons for the tests of matching, and odd ones of every kind."""

from datetime import date

from hypothesis import strategies as st

from sasando.core.matching import Person

MARIA = Person(
    full_name="Maria Yuliana Bria",
    sex="F",
    born_on=date(1995, 4, 17),
    village="Wehali",
    nik="5321015704950003",
    phones=("0812 3456 7890",),
)

_TOKENS = [
    "Maria", "Mariya", "Mery", "Yohanes", "Johannes", "Yan", "Frans", "Fransiskus", "Bria", "Bere", "Seran",
    "Bereseran", "Serang", "Umbu", "Rambu", "M.", "H.", "Yuli", "Yuliana", "Juliana", "Katarina", "Catherine", "Ta'ek",
    "Taek", "da", "Silva", "Un", "Ñoño", "Hj.", "Smith", "Smyth", "x",
]  # fmt: skip
_NAMES = st.lists(st.sampled_from(_TOKENS), min_size=0, max_size=5).map(" ".join) | st.text(
    alphabet="abehimnorstuy '-.,/|()", max_size=18
)
_DAYS = st.dates(date(1994, 1, 1), date(1996, 12, 31)) | st.none() | st.just(date(1995, 1, 1))
_NIKS = st.builds("53210157{:02}95{:04}".format, st.integers(0, 13), st.integers(0, 12)) | st.sampled_from(
    ["", "5321015704950003", "5321015704950030", "5312015704950003", "532101570495003", "9999999999999999"]
)
_PHONES = st.sampled_from(["", "081234567890", "+62 812-3456-7890", "081234567891", "085300001111", "0812345678"])
_PLACES = st.sampled_from(["", "Wehali", "Desa Wehali", "Wehalli", "Kletek", "Oesao", "Ma'u Bokul"])

persons = st.builds(
    Person,
    full_name=_NAMES,
    sex=st.sampled_from(["F", "M", ""]),
    born_on=_DAYS,
    birth_year=st.none() | st.integers(1994, 1997),
    village=_PLACES,
    district=_PLACES,
    postcode=st.sampled_from(["", "85711", "85712", "85171"]),
    address=st.sampled_from(["", "Jalan Timor 5", "Jl Timor 5", "Jalan Flores 17"]),
    nik=_NIKS,
    phones=_PHONES.map(lambda phone: (phone,)),
    passport_number=st.sampled_from(["", "C1234567", "C1234576", "X0000001"]),
    numbers=st.sampled_from(["", "6988048", "6988084", "7364009"]).map(lambda number: (number,)),
)
"""Persons so alike that most parts meet at every level."""
