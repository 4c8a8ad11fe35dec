// What stands where in a QR code (ISO/IEC 18004): versions, alignment patterns, blocks, format, masks.

// Error correction by level L, M, Q, H and version 1-40: codewords a block, and blocks.
const CORRECTING = [
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
];
const BLOCKS = [
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
];
const LEVELS = [1, 0, 3, 2]; // as the format writes them: 00 M, 01 L, 10 H, 11 Q

export const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
]; // dark and light change places where it is 0

// The versions that measured numbers of modules may mean, the likeliest first.
export function versionsNear(...modules) {
  const near = modules.map((one) => Math.round((one - 17) / 4));
  const order = [...near, ...[1, -1, 2, -2].map((off) => near[0] + off)];
  return [...new Set(order)].filter((one) => one >= 1 && one <= 40);
}

// Rows and columns of the middles of the alignment patterns.
export function alignmentsOf(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.floor((version * 4 + count * 2 + 1) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, n) => version * 4 + 10 - step * (count - 2 - n))];
}

export function codewordsOf(version) {
  let bits = (16 * version + 128) * version + 64;
  if (version > 1) {
    const count = Math.floor(version / 7) + 2;
    bits -= (25 * count - 10) * count - 55;
  }
  return Math.floor((bits - (version > 6 ? 36 : 0)) / 8);
}

// How many blocks, and how many correcting codewords each has.
export const blocksOf = (version, level) => ({ blocks: BLOCKS[level][version - 1], correcting: CORRECTING[level][version - 1] });

// The format of 15 bits, nearest to what was read in either place; null where neither is near.
export function formatOf({ size, get }) {
  const places = [
    [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]],
    Array.from({ length: 15 }, (_, n) => (n < 8 ? [size - 1 - n, 8] : [8, size - 15 + n])),
  ];
  const read = places.map((bits) => bits.reduce((word, [x, y], n) => word | (get(x, y) << n), 0));
  let best = { off: 4 };
  for (let data = 0; data < 32; data++) {
    const word = ((data << 10) | rest(data << 10, 0x537)) ^ 0x5412;
    const off = Math.min(...read.map((one) => ones(one ^ word)));
    if (off < best.off) best = { off, level: LEVELS[data >> 3], mask: data & 7 };
  }
  return best.off < 4 ? best : null;
}

// Whether the 18 bits of the version (from 7 on) say this one, in either place.
export function saysVersion({ size, get }, version) {
  const word = (version << 12) | rest(version << 12, 0x1f25);
  return [(n) => get(size - 11 + (n % 3), Math.floor(n / 3)), (n) => get(Math.floor(n / 3), size - 11 + (n % 3))].some(
    (bit) => ones(Array.from({ length: 18 }, (_, n) => bit(n) << n).reduce((sum, one) => sum | one, 0) ^ word) < 4,
  );
}

function rest(word, divisor) {
  const length = 31 - Math.clz32(divisor);
  for (let left = word; ; ) {
    const over = 31 - Math.clz32(left) - length;
    if (over < 0) return left;
    left ^= divisor << over;
  }
}

function ones(word) {
  let count = 0;
  for (let left = word; left; left &= left - 1) count++;
  return count;
}

// 1 where a module belongs to the pattern and bears no data.
export function fixedModules(version) {
  const size = 17 + 4 * version;
  const fixed = new Uint8Array(size * size);
  const fill = (x, y, width, height) => {
    for (let v = y; v < y + height; v++) fixed.fill(1, v * size + x, v * size + x + width);
  };
  fill(0, 0, 9, 9);
  fill(size - 8, 0, 8, 9);
  fill(0, size - 8, 9, 8);
  fill(6, 0, 1, size);
  fill(0, 6, size, 1);
  const places = alignmentsOf(version);
  const last = places.length - 1;
  places.forEach((y, row) => places.forEach((x, column) => {
    if ((row === 0 && (column === 0 || column === last)) || (row === last && column === 0)) return;
    fill(x - 2, y - 2, 5, 5);
  }));
  if (version > 6) {
    fill(size - 11, 0, 3, 6);
    fill(0, size - 11, 6, 3);
  }
  return fixed;
}
