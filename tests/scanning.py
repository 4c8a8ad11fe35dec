"""The door on this machine, a page that only reads codes, and photos as hands take them."""

import base64
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import segno
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from sasando.project.settings import BEFORE, DOOR

STATIC = Path(__file__).parents[1] / "src/sasando/web/cards/static/cards"
PICTURE = """async ({png, width, height, turn, size, tilt, blur, noise, dark, light, shadow, bend, seed}) => {
  const {readQr} = await import('/qr.js');
  const image = new Image(); image.src = png; await image.decode();
  const from = new OffscreenCanvas(image.width, image.height).getContext('2d');
  from.fillStyle = '#fff'; from.fillRect(0, 0, image.width, image.height); from.drawImage(image, 0, 0);
  const source = from.getImageData(0, 0, image.width, image.height).data;
  const canvas = document.createElement('canvas'); [canvas.width, canvas.height] = [width, height];
  const on = canvas.getContext('2d', {willReadFrequently: true});
  const out = on.createImageData(width, height);
  let state = seed;
  const random = () => (state = (state * 1664525 + 1013904223) >>> 0) / 4294967296;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    let sum = 0;
    for (const [ox, oy] of [[.25, .25], [.75, .25], [.25, .75], [.75, .75]]) {
      const [dx, dy] = [x + ox - width / 2, y + oy - height / 2];
      const [cos, sin] = [Math.cos(turn) / size, Math.sin(turn) / size];
      let [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
      const away = 1 + tilt[0] * u + tilt[1] * v; u /= away; v /= away; v += bend * (u * u - 0.08);
      const [px, py] = [Math.floor((u + .5) * image.width), Math.floor((v + .5) * image.height)];
      const inside = px >= 0 && py >= 0 && px < image.width && py < image.height;
      sum += inside ? source[(py * image.width + px) * 4] / 4 : 63.75;
    }
    const value = (dark + (light - dark) * sum / 255) * (1 - shadow * x / width) + (random() + random() - 1) * noise;
    out.data.set([value, value, value, 255], (y * width + x) * 4);
  }
  on.putImageData(out, 0, 0);
  if (blur) { on.filter = `blur(${blur}px)`; on.drawImage(canvas, 0, 0); on.filter = 'none'; }
  return {text: readQr(on.getImageData(0, 0, width, height)), picture: canvas.toDataURL('image/png')};
}"""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(application: Any) -> Iterator[str]:
    """The address of this application until the block ends."""
    with make_server("localhost", 0, application, _Threads, _Silent) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@contextmanager
def door_of(data: Path) -> Iterator[str]:
    """The door with what is published in this data folder; it has no database here."""
    at_the_door = override_settings(ROOT_URLCONF="sasando.project.urls_door", MIDDLEWARE=[*BEFORE, *DOOR], DATA=data)
    with at_the_door, serving(WSGIHandler()) as address:
        yield address


def only_scripts(environ: Any, start: Any) -> list[bytes]:
    """An application of nothing but the scanner's scripts."""
    name = environ["PATH_INFO"].strip("/")
    kind, body = ("text/html", b"<!doctype html><title>x</title>")
    if name.endswith(".js") and (STATIC / name).is_file():
        kind, body = "text/javascript", (STATIC / name).read_bytes()
    start("200 OK", [("Content-Type", kind)])
    return [body]


def photo_of(text: str, *, module: float = 4, room: float = 1.3, level: str = "m", **how: Any) -> dict[str, Any]:
    """What `PICTURE` needs for a photo of this code. `module`: pixels; `room`: the picture, in sides of the code."""
    made = segno.make_qr(text, error=level, boost_error=False)
    drawn = io.BytesIO()
    made.save(drawn, kind="png", scale=8, border=4)
    size = module * made.symbol_size()[0]
    plain = {
        "turn": 0,
        "tilt": [0, 0],
        "blur": 0,
        "noise": 0,
        "dark": 0,
        "light": 255,
        "shadow": 0,
        "bend": 0,
        "seed": 7,
    }
    address = "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()
    return plain | {"png": address, "size": size, "width": int(size * room), "height": int(size * room)} | how
