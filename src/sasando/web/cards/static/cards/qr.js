// Reading a QR code out of a picture, on browsers that do not do it by themselves.

import { darkBits, greyOf, smoothed } from "./qr-bits.js";
import { triples } from "./qr-finding.js";
import { grids } from "./qr-sampling.js";
import { textOf } from "./qr-decoding.js";

// How dark is told from light, one way after the other: `around` is the part of the picture that gives a pixel its
// light (0: all of it); `smooth` takes the grain away first.
const WAYS = [{ around: 16 }, { around: 16, smooth: true }, { around: 40 }, { around: 0 }, { around: 6, smooth: true }];
const PATIENCE = 2500; // milliseconds

// The text of the first QR code that can be read in an ImageData, or null. `quick`: for frames of a camera, of which
// the next one comes soon.
export function readQr(picture, { quick = false } = {}) {
  const { width, height } = picture;
  const until = performance.now() + (quick ? PATIENCE / 10 : PATIENCE);
  const plain = greyOf(picture);
  for (const { around, smooth } of quick ? WAYS.slice(0, 1) : WAYS) {
    const grey = smooth ? smoothed(plain, width, height) : plain;
    const bits = darkBits(grey, width, height, around && Math.max(8, Math.round(Math.max(width, height) / around)));
    for (const eyes of triples(bits, width, height)) {
      for (const grid of grids({ bits, grey, width, height }, eyes)) {
        const text = textOf(grid);
        if (text !== null) return text;
        if (performance.now() > until) return null;
      }
    }
  }
  return null;
}
