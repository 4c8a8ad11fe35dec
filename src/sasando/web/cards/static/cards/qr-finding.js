// Where a QR code may be: the three eyes, by their runs 1:1:3:1:1, which are the same at every turn of the paper.

import { far } from "./qr-plane.js";

const MOST_EYES = 14;
const MOST_TRIPLES = 12;

// Likely triples of eyes, the likeliest first: [top left, top right, bottom left], each {x, y, size} (size: of a module).
export function triples(bits, width, height) {
  const eyes = eyesIn(bits, width, height);
  const found = [];
  for (let a = 0; a < eyes.length; a++) {
    for (let b = a + 1; b < eyes.length; b++) {
      for (let c = b + 1; c < eyes.length; c++) {
        const triple = triangle(eyes[a], eyes[b], eyes[c]);
        if (triple) found.push(triple);
      }
    }
  }
  return found.sort((one, other) => one.wrong - other.wrong).slice(0, MOST_TRIPLES).map(({ eyes: three }) => three);
}

function triangle(...eyes) {
  const sizes = eyes.map(({ size }) => size);
  const spread = Math.max(...sizes) / Math.min(...sizes);
  if (spread > 2) return null;
  const sides = [[1, 2, 0], [0, 2, 1], [0, 1, 2]].map(([p, q, rest]) => [far(eyes[p], eyes[q]), eyes[rest], eyes[p], eyes[q]]);
  sides.sort(([one], [other]) => one - other);
  const [[short], [middle], [long, corner, first, second]] = sides;
  const modules = short / ((sizes[0] + sizes[1] + sizes[2]) / 3);
  if (modules < 9 || modules > 200) return null;
  const doubt = 3 - eyes[0].sure - eyes[1].sure - eyes[2].sure;
  const wrong = (middle - short) / middle + Math.abs(long * long - short * short - middle * middle) / (long * long) + (spread - 1) / 2 + doubt;
  if (wrong - doubt > 1.2) return null;
  const turn = (first.x - corner.x) * (second.y - corner.y) - (first.y - corner.y) * (second.x - corner.x);
  return { wrong, eyes: turn > 0 ? [corner, first, second] : [corner, second, first] };
}

function eyesIn(bits, width, height) {
  const eyes = [];
  const runs = new Int32Array(width + 2);
  const step = height > 900 ? 2 : 1;
  for (let y = 0; y < height; y += step) {
    let count = 0; // runs[n] is where run n begins; runs alternate, the first is light
    let colour = 0;
    runs[count++] = 0;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (bits[at] !== colour) {
        runs[count++] = x;
        colour = bits[at];
      }
    }
    runs[count] = width;
    for (let run = 1; run + 5 <= count; run += 2) consider(run, y);
  }
  for (const eye of eyes) eye.sure = Math.min(1, (eye.seen * step) / (3 * eye.size)); // its middle is three modules high
  return eyes.filter(({ sure }) => sure > 0.2).sort((one, other) => other.sure - one.sure).slice(0, MOST_EYES);

  function consider(run, y) {
    const lengths = [0, 1, 2, 3, 4].map((n) => runs[run + n + 1] - runs[run + n]);
    if (!looksLikeAnEye(lengths)) return;
    const x = (runs[run + 2] + runs[run + 3]) / 2;
    const down = across(bits, width, height, x, y, 0, 1);
    if (!down) return;
    const along = across(bits, width, height, x, down.y, 1, 0);
    if (!along || along.total > 2.5 * down.total || down.total > 2.5 * along.total) return;
    const eye = { x: along.x, y: down.y, size: (along.total + down.total) / 14 };
    const slanted = [1, -1].every((dy) => across(bits, width, height, eye.x, eye.y, 1, dy));
    if (slanted || eye.size < 2) note(eye); // few pixels on the slant say little
  }

  function note(eye) {
    for (const known of eyes) {
      if (Math.abs(known.x - eye.x) > 2 * known.size || Math.abs(known.y - eye.y) > 2 * known.size) continue;
      if (eye.size > 1.6 * known.size || known.size > 1.6 * eye.size) continue;
      const n = known.seen++;
      for (const name of ["x", "y", "size"]) known[name] = (known[name] * n + eye[name]) / (n + 1);
      return;
    }
    eyes.push({ ...eye, seen: 1 });
  }
}

function looksLikeAnEye([a, b, c, d, e]) {
  const module = (a + b + c + d + e) / 7;
  if (module < 1) return false;
  const off = module * 0.65 + 0.5;
  return Math.abs(a - module) < off && Math.abs(b - module) < off && Math.abs(d - module) < off &&
    Math.abs(e - module) < off && Math.abs(c - 3 * module) < 2 * off;
}

// The five runs of an eye through a point in one direction; their middle and sum, or null where there is no eye.
function across(bits, width, height, x, y, dx, dy) {
  const before = arm(bits, width, height, x, y, -dx, -dy);
  const after = arm(bits, width, height, x, y, dx, dy);
  if (!before || !after) return null;
  const middle = before[0] + after[0] - 1;
  if (!looksLikeAnEye([before[2], before[1], middle, after[1], after[2]])) return null;
  const moved = (after[0] - before[0]) / 2;
  const total = before[2] + before[1] + middle + after[1] + after[2];
  return { x: Math.floor(x) + 0.5 + moved * dx, y: Math.floor(y) + 0.5 + moved * dy, total };
}

function arm(bits, width, height, fromX, fromY, dx, dy) {
  let x = Math.floor(fromX);
  let y = Math.floor(fromY);
  const lengths = [0, 0, 0];
  for (let part = 0; part < 3; part++) {
    const dark = part !== 1 ? 1 : 0;
    while (x >= 0 && y >= 0 && x < width && y < height && bits[y * width + x] === dark) {
      lengths[part]++;
      x += dx;
      y += dy;
    }
    if (!lengths[part]) return null;
  }
  return lengths;
}
