// From three eyes to the modules: how many there are, and what stands in each.

import { alignment, bentMap } from "./qr-alignment.js";
import { versionsNear } from "./qr-layout.js";
import { back, far, mapOf, meeting, moved, rim, side, towards } from "./qr-plane.js";

// The grids that these eyes may mean, the likeliest first: each {size, get(x, y)}.
export function* grids(picture, eyes) {
  const [corner, right, below] = eyes;
  const along = towards(corner, right);
  const down = towards(corner, below);
  const far = outerCorner(picture, right, below, along, down);
  for (const version of versionsNear(...sizes(picture, eyes, along, down))) {
    const size = 17 + 4 * version;
    for (const map of maps(picture, version, eyes, far)) yield sampled(picture, size, map);
  }
}

// The corner without an eye: where the outer rims of its neighbours meet.
function outerCorner(picture, right, below, along, down) {
  const [one, other] = [side(picture, right, along), side(picture, below, down)];
  return one && other && meeting(one, other);
}

function* maps(picture, version, [corner, right, below], outer) {
  const size = 17 + 4 * version;
  const flat = { x: right.x + below.x - corner.x, y: right.y + below.y - corner.y };
  const through = (at, point) =>
    mapOf([[3.5, 3.5], [size - 3.5, 3.5], [at, at], [3.5, size - 3.5]], [corner, right, point, below]);
  const tries = [outer && through(size, outer), through(size - 3.5, flat)].filter(Boolean);
  for (const [n, map] of version === 1 ? [] : tries.entries()) {
    const found = alignment(picture, map, size - 6.5, size - 6.5, n ? 5 : 3);
    if (!found) continue;
    const mended = through(size - 6.5, found);
    if (version > 6) yield bentMap(picture, mended, version);
    yield mended;
  }
  yield* tries;
}

// Measured numbers of modules, the surest first: by counting the timing patterns, and by the size of the eyes.
function sizes(picture, [corner, right, below], along, down) {
  const module = (eye, way) => (rim(picture, eye, way) + rim(picture, eye, back(way))) / 7 || eye.size;
  const timing = (eye, way, across) => {
    const [from, to] = [corner, eye].map((one, n) =>
      moved(moved(one, across, 3 * module(one, across)), way, (n ? -3 : 3) * module(one, way)));
    return 13 + changes(picture, from, to);
  };
  const apart = (eye, way) => 7 + (2 * far(corner, eye)) / (module(corner, way) + module(eye, way));
  const [across, high] = [timing(right, along, down), timing(below, down, along)];
  const measured = (apart(right, along) + apart(below, down)) / 2;
  return [across === high ? across : measured, across, high, measured];
}

function changes({ bits, width, height }, from, to) {
  const [steps, along] = [Math.ceil(far(from, to) * 2), towards(from, to)];
  let [count, colour] = [0, 1];
  for (let step = 0; step < steps; step++) {
    const { x, y } = moved(from, along, step / 2);
    if (!(x >= 0 && y >= 0 && x < width && y < height)) return 0;
    const dark = bits[Math.floor(y) * width + Math.floor(x)];
    if (dark !== colour) [count, colour] = [count + 1, dark];
  }
  return count;
}

const LOOKS = [[0, 0, 2], [-0.22, 0, 1], [0.22, 0, 1], [0, -0.22, 1], [0, 0.22, 1]];

// Every module by the vote of five places in it, the middle twice.
function sampled({ bits, width, height }, size, map) {
  const modules = new Uint8Array(size * size);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      let votes = 0;
      for (const [du, dv, weight] of LOOKS) {
        const { x, y } = map(u + 0.5 + du, v + 0.5 + dv);
        if (x >= 0 && y >= 0 && x < width && y < height) votes += weight * bits[Math.floor(y) * width + Math.floor(x)];
      }
      modules[v * size + u] = votes > 3 ? 1 : 0;
    }
  }
  return { size, get: (u, v) => modules[v * size + u] };
}
