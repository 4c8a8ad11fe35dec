"""Photos in: what their QR codes say. Nothing of a photo is kept."""

from sasando.exchange.pictures.limited import MAX_PICTURE, NotAPicture, codes_in

__all__ = ["MAX_PICTURE", "NotAPicture", "codes_in"]
