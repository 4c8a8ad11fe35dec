// From three eyes to the modules: how large the code is, how the paper lies in space, and what stands in each module.

import { alignmentsOf, versionNear } from "./qr-layout.js";
import { far } from "./qr-finding.js";

// The grids that these eyes may mean, the likeliest first: each {size, get(x, y)}.
export function* grids(bits, grey, width, height, eyes) {
  const picture = { bits, grey, width, height };
  const module = moduleSize(picture, eyes);
  if (!module) return;
  const [corner, right, below] = eyes;
  const across = far(corner, right) / module.right + 7;
  const down = far(corner, below) / module.below + 7;
  for (const version of versionNear((across + down) / 2)) {
    const size = 17 + 4 * version;
    const flat = plane(size, eyes, null);
    yield* laid(picture, version, flat, eyes);
  }
}

function* laid(picture, version, flat, eyes) {
  const size = 17 + 4 * version;
  if (version === 1) return yield sampled(picture, size, flat, null);
  const found = alignment(picture, flat, size - 6.5, size - 6.5, 5);
  if (found) {
    const bent = plane(size, eyes, found);
    yield sampled(picture, size, bent, version > 6 ? mesh(picture, bent, version) : null);
    if (version > 6) yield sampled(picture, size, bent, null);
  }
  yield sampled(picture, size, flat, null);
}

// Pixels a module, towards the right eye and the one below: from the middle of an eye to its rim are 3.5 modules.
function moduleSize(picture, [corner, right, below]) {
  const sizes = [right, below].map((other) => {
    const rims = [rim(picture, corner, other), rim(picture, other, corner), rim(picture, corner, away(corner, other)), rim(picture, other, away(other, corner))];
    const known = rims.filter(Boolean);
    return known.length ? known.reduce((sum, one) => sum + one, 0) / known.length / 3.5 : 0;
  });
  return sizes[0] && sizes[1] ? { right: sizes[0], below: sizes[1] } : null;
}

const away = (from, other) => ({ x: 2 * from.x - other.x, y: 2 * from.y - other.y });

function rim({ bits, width, height }, from, to) {
  const length = far(from, to);
  const [dx, dy] = [(to.x - from.x) / length / 2, (to.y - from.y) / length / 2];
  let part = 0; // dark middle, light ring, dark rim
  for (let half = 0; half < length; half++) {
    const [x, y] = [Math.floor(from.x + dx * half), Math.floor(from.y + dy * half)];
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    if (bits[y * width + x] === (part % 2 ? 1 : 0) && ++part === 3) return half / 2;
  }
  return 0;
}

// The map from modules to pixels: three eyes and, where it was found, the alignment at the bottom right.
function plane(size, [corner, right, below], found) {
  const last = found ?? { x: right.x + below.x - corner.x, y: right.y + below.y - corner.y };
  const at = found ? size - 6.5 : size - 3.5;
  return toPixels([[3.5, 3.5], [size - 3.5, 3.5], [at, at], [3.5, size - 3.5]], [corner, right, last, below]);
}

// The projective map that takes four points to four points: eight equations, solved by elimination.
function toPixels(from, to) {
  const rows = from.flatMap(([u, v], n) => [
    [u, v, 1, 0, 0, 0, -u * to[n].x, -v * to[n].x, to[n].x],
    [0, 0, 0, u, v, 1, -u * to[n].y, -v * to[n].y, to[n].y],
  ]);
  for (let n = 0; n < 8; n++) {
    const best = rows.slice(n).reduce((at, row, k) => (Math.abs(row[n]) > Math.abs(rows[at][n]) ? n + k : at), n);
    [rows[n], rows[best]] = [rows[best], rows[n]];
    for (let row = 0; row < 8; row++) {
      if (row === n) continue;
      const factor = rows[row][n] / rows[n][n];
      for (let k = n; k < 9; k++) rows[row][k] -= factor * rows[n][k];
    }
  }
  const [a, b, c, d, e, f, g, h] = rows.map((row, n) => row[8] / row[n]);
  return (u, v) => {
    const w = g * u + h * v + 1;
    return { x: (a * u + b * v + c) / w, y: (d * u + e * v + f) / w };
  };
}

// Where the alignment pattern expected at a module really lies: the place in `reach` modules around that looks most
// like one, by contrast, since a blurred one has no clean runs. Null where nothing does.
function alignment(picture, map, u, v, reach) {
  let best = { worth: 0 };
  for (const [step, span] of [[0.5, reach], [0.125, 0.5]]) {
    const [u0, v0] = [best.u ?? u, best.v ?? v];
    for (let dv = -span; dv <= span; dv += step) {
      for (let du = -span; du <= span; du += step) {
        const worth = likeness(picture, map, u0 + du, v0 + dv);
        if (worth > best.worth) best = { worth, u: u0 + du, v: v0 + dv };
      }
    }
  }
  return best.worth > 30 ? { ...map(best.u, best.v), du: best.u - u, dv: best.v - v } : null;
}

// Light ring less dark rim and dark middle, in steps of grey; the weakest part counts, lest a light corner win.
function likeness({ grey, width, height }, map, u, v) {
  let [rim, ring, middle] = [0, 0, 0];
  for (let dv = -2; dv <= 2; dv++) {
    for (let du = -2; du <= 2; du++) {
      const { x, y } = map(u + du, v + dv);
      if (x < 0 || y < 0 || x >= width || y >= height) return 0;
      const light = grey[Math.floor(y) * width + Math.floor(x)];
      const at = Math.max(Math.abs(du), Math.abs(dv));
      if (at === 2) rim += light / 16;
      else if (at === 1) ring += light / 8;
      else middle = light;
    }
  }
  return Math.min(ring - rim, ring - middle);
}

// How far off the plane each alignment pattern lies: a card in the hand is bent. The eyes lie on it by definition.
function mesh(picture, map, version) {
  const places = alignmentsOf(version);
  const last = places.length - 1;
  return {
    places,
    off: places.map((v, row) => places.map((u, column) => {
      const eye = (row === 0 && (column === 0 || column === last)) || (row === last && column === 0);
      return (!eye && alignment(picture, map, u + 0.5, v + 0.5, 1.5)) || { du: 0, dv: 0 };
    })),
  };
}

function bent({ places, off }, u, v) {
  const column = cell(places, u);
  const row = cell(places, v);
  const [s, t] = [part(places, column, u), part(places, row, v)];
  const mix = (name) =>
    (off[row][column][name] * (1 - s) + off[row][column + 1][name] * s) * (1 - t) +
    (off[row + 1][column][name] * (1 - s) + off[row + 1][column + 1][name] * s) * t;
  return [u + mix("du"), v + mix("dv")];
}

const cell = (places, u) => Math.max(0, Math.min(places.length - 2, places.findLastIndex((place) => place + 0.5 <= u)));
const part = (places, at, u) => Math.max(0, Math.min(1, (u - places[at] - 0.5) / (places[at + 1] - places[at])));

const LOOKS = [[0, 0, 2], [-0.22, 0, 1], [0.22, 0, 1], [0, -0.22, 1], [0, 0.22, 1]];

// Every module by the vote of five places in it, the middle twice.
function sampled({ bits, width, height }, size, map, warp) {
  const modules = new Uint8Array(size * size);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const [atU, atV] = warp ? bent(warp, u + 0.5, v + 0.5) : [u + 0.5, v + 0.5];
      let votes = 0;
      for (const [du, dv, weight] of LOOKS) {
        const { x, y } = map(atU + du, atV + dv);
        if (x >= 0 && y >= 0 && x < width && y < height) votes += weight * bits[Math.floor(y) * width + Math.floor(x)];
      }
      modules[v * size + u] = votes > 3 ? 1 : 0;
    }
  }
  return { size, get: (u, v) => modules[v * size + u] };
}
