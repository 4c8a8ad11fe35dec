"""Whether two words can be alike at all, told from the letters they are made of: quicker than comparing them."""

from collections.abc import Sequence

import polars as pl

from sasando.core.matching.spelling import sound


def letters_of(words: Sequence[str]) -> pl.DataFrame:
    """Of each word its letters as bits (those beyond a-z share one), its size, first and last letter, and its sound."""
    sounds: dict[str, int] = {}
    return pl.DataFrame(
        {
            "letters": [_bits(word) for word in words],
            "size": [len(word) for word in words],
            "first": [ord(word[0]) if word else 0 for word in words],
            "last": [ord(word[-1]) if word else 0 for word in words],
            "sound": [sounds.setdefault(sound(word), len(sounds)) for word in words],
        },
        schema={"letters": pl.UInt32, "size": pl.Int32, "first": pl.Int32, "last": pl.Int32, "sound": pl.Int32},
    )


def _bits(word: str) -> int:
    bits = 0
    for letter in word:
        place = ord(letter) - 97
        bits |= 1 << (place if 0 <= place < 26 else 26)
    return bits


def within(edits: pl.Expr) -> pl.Expr:
    """False only where more than `edits` (insert, delete, replace, swap neighbours) lie between the words.

    An edit changes at most two letters of the set, and one of the length. Columns of the second word end in " other".
    """
    differing = (pl.col("letters") ^ pl.col("letters other")).bitwise_count_ones()
    return (differing <= 2 * edits) & ((pl.col("size") - pl.col("size other")).abs() <= edits)


def begins_or_ends() -> pl.Expr:
    """False only where neither word begins or ends with the other."""
    letters, others = pl.col("letters"), pl.col("letters other")
    part = ((letters & others) == letters) | ((letters & others) == others)
    return part & ((pl.col("first") == pl.col("first other")) | (pl.col("last") == pl.col("last other")))


def same_sound() -> pl.Expr:
    """Whether the sounds are the same."""
    return pl.col("sound") == pl.col("sound other")
