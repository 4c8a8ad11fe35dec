// How the paper lies in space: rims of the eyes, lines along them, and the map from modules to pixels.

export const far = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

// The unit vector from one point to another.
export function towards(from, to) {
  const length = far(from, to) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

export const back = ({ x, y }) => ({ x: -x, y: -y });
export const moved = (from, along, by) => ({ x: from.x + along.x * by, y: from.y + along.y * by });

// Pixels from the middle of an eye to its outer rim along a direction (dark, light, dark, then outside); 0 where none is.
export function rim({ bits, width, height }, eye, along) {
  const most = eye.size * 12;
  let part = 0;
  for (let by = 0; by < most; by += 0.25) {
    const x = Math.floor(eye.x + along.x * by);
    const y = Math.floor(eye.y + along.y * by);
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    if (bits[y * width + x] === part % 2 && ++part === 3) return by;
  }
  return 0;
}

// The line along the rim of an eye that lies in a direction, by the rays around it; null where too few meet a rim.
export function side(picture, eye, along) {
  const points = [];
  for (let turn = -0.6; turn <= 0.61; turn += 0.1) {
    const ray = { x: along.x * Math.cos(turn) - along.y * Math.sin(turn), y: along.x * Math.sin(turn) + along.y * Math.cos(turn) };
    const by = rim(picture, eye, ray);
    if (by) points.push(moved(eye, ray, by));
  }
  if (points.length < 6) return null;
  const rough = fitted(points);
  points.sort((one, other) => off(rough, one) - off(rough, other));
  return fitted(points.slice(0, Math.ceil(points.length * 0.7))); // without those that met a speck
}

const off = ({ at, along }, { x, y }) => Math.abs((x - at.x) * along.y - (y - at.y) * along.x);

function fitted(points) {
  const at = { x: 0, y: 0 };
  for (const { x, y } of points) [at.x, at.y] = [at.x + x / points.length, at.y + y / points.length];
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of points) {
    xx += (x - at.x) ** 2;
    xy += (x - at.x) * (y - at.y);
    yy += (y - at.y) ** 2;
  }
  const turn = Math.atan2(2 * xy, xx - yy) / 2;
  return { at, along: { x: Math.cos(turn), y: Math.sin(turn) } };
}

// Where two lines meet; null for parallels.
export function meeting(one, other) {
  const cross = one.along.x * other.along.y - one.along.y * other.along.x;
  if (Math.abs(cross) < 0.05) return null;
  const by = ((other.at.x - one.at.x) * other.along.y - (other.at.y - one.at.y) * other.along.x) / cross;
  return moved(one.at, one.along, by);
}

// The projective map that takes four points [u, v] to four {x, y}: eight equations, solved by elimination.
export function mapOf(from, to) {
  const rows = from.flatMap(([u, v], n) => [
    [u, v, 1, 0, 0, 0, -u * to[n].x, -v * to[n].x, to[n].x],
    [0, 0, 0, u, v, 1, -u * to[n].y, -v * to[n].y, to[n].y],
  ]);
  for (let n = 0; n < 8; n++) {
    let best = n;
    for (let row = n + 1; row < 8; row++) if (Math.abs(rows[row][n]) > Math.abs(rows[best][n])) best = row;
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
