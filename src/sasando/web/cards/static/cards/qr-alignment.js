// Alignment patterns: where they really lie, and how a card that is bent differs from a plane.

import { alignmentsOf } from "./qr-layout.js";

// Where the pattern expected at a module lies: the place up to `reach` modules around that looks most like one, by
// contrast, since a blurred one has no clean runs. Null where nothing does.
export function alignment(picture, map, u, v, reach) {
  let best = { worth: 0, u, v };
  for (const [step, span] of [[0.5, reach], [0.125, 0.5]]) {
    const [u0, v0] = [best.u, best.v];
    for (let dv = -span; dv <= span; dv += step) {
      for (let du = -span; du <= span; du += step) {
        const worth = likeness(picture, map, u0 + du, v0 + dv);
        if (worth > best.worth) best = { worth, u: u0 + du, v: v0 + dv };
      }
    }
    if (!best.worth) return null;
  }
  return { ...map(best.u, best.v), du: best.u - u, dv: best.v - v };
}

// Light ring less dark rim and dark middle, in steps of grey; the weakest part counts, lest a light corner win.
function likeness({ grey, width, height }, map, u, v) {
  let [rim, ring, middle] = [0, 0, 0];
  for (let dv = -2; dv <= 2; dv++) {
    for (let du = -2; du <= 2; du++) {
      const { x, y } = map(u + du, v + dv);
      if (!(x >= 0 && y >= 0 && x < width && y < height)) return 0;
      const light = grey[Math.floor(y) * width + Math.floor(x)];
      const at = Math.max(Math.abs(du), Math.abs(dv));
      if (at === 2) rim += light / 16;
      else if (at === 1) ring += light / 8;
      else middle = light;
    }
  }
  return Math.max(0, Math.min(ring - rim, ring - middle) - 12);
}

// A map that follows the alignment patterns where they lie beside the plane. The eyes lie on it by definition.
export function bentMap(picture, map, version) {
  const places = alignmentsOf(version);
  const last = places.length - 1;
  const off = places.map((v, row) => places.map((u, column) => {
    const eye = (row === 0 && (column === 0 || column === last)) || (row === last && column === 0);
    return (!eye && alignment(picture, map, u + 0.5, v + 0.5, 1.5)) || { du: 0, dv: 0 };
  }));
  const cell = (u) => Math.max(0, Math.min(last - 1, places.findLastIndex((place) => place + 0.5 <= u)));
  const part = (at, u) => Math.max(0, Math.min(1, (u - places[at] - 0.5) / (places[at + 1] - places[at])));
  return (u, v) => {
    const [column, row] = [cell(u), cell(v)];
    const [s, t] = [part(column, u), part(row, v)];
    const mix = (name) =>
      (off[row][column][name] * (1 - s) + off[row][column + 1][name] * s) * (1 - t) +
      (off[row + 1][column][name] * (1 - s) + off[row + 1][column + 1][name] * s) * t;
    return map(u + mix("du"), v + mix("dv"));
  };
}
