// Reading a QR code out of a picture, on browsers that do not do it by themselves.

import { darkBits, greyOf } from "./qr-bits.js";
import { triples } from "./qr-finding.js";
import { grids } from "./qr-sampling.js";
import { textOf } from "./qr-decoding.js";

const WAYS = [16, 40, 0, 6]; // the light around a pixel: a 16th of the picture, a 40th, all of it, a 6th

// The text of the first QR code that can be read in an ImageData, or null. `quick`: one way only, for frames of a camera.
export function readQr(picture, { quick = false } = {}) {
  const { width, height } = picture;
  const grey = greyOf(picture);
  for (const way of quick ? WAYS.slice(0, 1) : WAYS) {
    const bits = darkBits(grey, width, height, way && Math.max(8, Math.round(Math.max(width, height) / way)));
    for (const eyes of triples(bits, width, height)) {
      for (const grid of grids(bits, grey, width, height, eyes)) {
        const text = textOf(grid);
        if (text !== null) return text;
      }
    }
  }
  return null;
}
