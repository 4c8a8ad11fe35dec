"""Places outside Indonesia where people from NTT work: never where somebody is from."""

from typing import Final

from sasando.core.facts.countries import country_words
from sasando.core.facts.writing import squash

_TOWN_NAMES: Final = (
    "Sabah, Sarawak, Serawak, Labuan, Tawau, Sandakan, Lahad Datu, Semporna, Kota Kinabalu, KK, Keningau,"
    " Sipitang, Beaufort, Ranau, Kunak, Kuching, Miri, Sibu, Bintulu, Kapit, Limbang, Lawas, Mukah, Serian,"
    " Tebedu, Johor, Johor Bahru, Pontian, Kluang, Muar, Melaka, Selangor, Klang, Shah Alam, Kuala Lumpur, KL,"
    " Putrajaya, Pahang, Kuantan, Perak, Ipoh, Penang, Pulau Pinang, Kedah, Alor Setar, Kelantan, Terengganu,"
    " Negeri Sembilan, Nilai, Seremban, Semenanjung, Malaysia Barat, Malaysia Timur, Malaysia, Brunei, Bandar Seri"
    " Begawan, Singapura, Hong Kong, Taiwan, Taipei, Jeddah, Riyadh, Dubai, Doha, Kuwait, Timor Leste, Dili"
)
_TOWNS: Final = frozenset(squash(name) for name in _TOWN_NAMES.split(","))


def is_abroad(text: str) -> bool:
    """Whether the words are a place abroad and nothing else.

    >>> is_abroad("Kota Kinabalu"), is_abroad("Malaysia"), is_abroad("Malaka")
    (True, True, False)
    """
    word = squash(text)
    return word in _TOWNS or (len(word) > 3 and country_words().get(word, "ID") != "ID")
