// From modules to text: format, mask, codewords, blocks, correction, segments.

import { MASKS, blocksOf, codewordsOf, fixedModules, formatOf, saysVersion } from "./qr-layout.js";
import { mended } from "./qr-correcting.js";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const SETS = { 1: "latin1", 3: "latin1", 20: "shift_jis", 26: "utf-8", 27: "latin1" };

// The text of a grid, as it lies or seen in a mirror; null where it is none.
export function textOf(grid) {
  return decoded(grid) ?? decoded({ size: grid.size, get: (x, y) => grid.get(y, x) });
}

function decoded(grid) {
  const version = (grid.size - 17) / 4;
  const format = formatOf(grid);
  if (!format || (version > 6 && !saysVersion(grid, version))) return null;
  const data = dataOf(codewords(grid, version, MASKS[format.mask]), version, format.level);
  return data && segments(data, version);
}

// Two columns at a time from the right, up and down in turn, past the timing column.
function codewords({ size, get }, version, mask) {
  const fixed = fixedModules(version);
  const words = new Uint8Array(codewordsOf(version));
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let n = 0; n < size; n++) {
      const y = up ? size - 1 - n : n;
      for (const x of [right, right - 1]) {
        if (fixed[y * size + x] || bit >> 3 >= words.length) continue;
        words[bit >> 3] |= (get(x, y) ^ (mask(x, y) === 0 ? 1 : 0)) << (7 - (bit & 7));
        bit++;
      }
    }
  }
  return words;
}

// Codewords of all blocks are dealt out in turn; the shorter blocks come first and lack one data codeword.
function dataOf(words, version, level) {
  const { blocks, correcting } = blocksOf(version, level);
  const short = Math.floor(words.length / blocks);
  const shorter = blocks - (words.length % blocks);
  const dealt = Array.from({ length: blocks }, () => []);
  let next = 0;
  for (let n = 0; n <= short - correcting; n++) {
    for (let block = n === short - correcting ? shorter : 0; block < blocks; block++) dealt[block].push(words[next++]);
  }
  for (let n = 0; n < correcting; n++) for (const block of dealt) block.push(words[next++]);
  if (!dealt.every((block) => mended(block, correcting))) return null;
  return dealt.flatMap((block) => block.slice(0, block.length - correcting));
}

function reader(data) {
  let at = 0;
  return {
    left: () => data.length * 8 - at,
    take(count) {
      let value = 0;
      for (let n = 0; n < count; n++, at++) value = value * 2 + ((data[at >> 3] >> (7 - (at & 7))) & 1);
      return value;
    },
  };
}

const SEGMENTS = {
  1: { counts: [10, 12, 14], read: digits },
  2: { counts: [9, 11, 13], read: letters },
  4: { counts: [8, 16, 16], read: bytes },
  8: { counts: [8, 10, 12], read: kanji },
};

function segments(data, version) {
  const bits = reader(data);
  let text = "";
  let set = null;
  while (bits.left() >= 4) {
    const mode = bits.take(4);
    if (mode === 0) break;
    const segment = SEGMENTS[mode];
    if (mode === 3) bits.take(16); // one of several codes: its number among them
    else if (mode === 7) set = designator(bits);
    else if (mode === 9) bits.take(8);
    else if (segment) {
      const count = bits.take(segment.counts[version < 10 ? 0 : version < 27 ? 1 : 2]);
      const read = segment.read(bits, count, set);
      if (read === null) return null;
      text += read;
    } else if (mode !== 5) return null;
  }
  return text;
}

function designator(bits) {
  const first = bits.take(8);
  if (first < 128) return first;
  return first < 192 ? ((first & 63) << 8) | bits.take(8) : ((first & 31) << 16) | bits.take(16);
}

function digits(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 3) {
    const length = Math.min(3, left);
    if (bits.left() < length * 3 + 1) return null;
    const value = bits.take(length * 3 + 1);
    if (value >= 10 ** length) return null;
    text += String(value).padStart(length, "0");
  }
  return text;
}

function letters(bits, count) {
  if (bits.left() < Math.floor(count / 2) * 11 + (count % 2) * 6) return null;
  let text = "";
  for (let left = count; left > 0; left -= 2) {
    const value = bits.take(left > 1 ? 11 : 6);
    if (value >= 45 * 45 || (left === 1 && value >= 45)) return null;
    text += left > 1 ? LETTERS[Math.floor(value / 45)] + LETTERS[value % 45] : LETTERS[value];
  }
  return text;
}

function bytes(bits, count, set) {
  if (bits.left() < count * 8) return null;
  const read = Uint8Array.from({ length: count }, () => bits.take(8));
  if (SETS[set]) return new TextDecoder(SETS[set]).decode(read);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(read);
  } catch {
    return new TextDecoder("latin1").decode(read);
  }
}

function kanji(bits, count) {
  if (bits.left() < count * 13) return null;
  const read = new Uint8Array(count * 2);
  for (let n = 0; n < count; n++) {
    const value = bits.take(13);
    const code = Math.floor(value / 0xc0) * 256 + (value % 0xc0);
    const whole = code + (code < 0x1f00 ? 0x8140 : 0xc140);
    read.set([whole >> 8, whole & 255], n * 2);
  }
  return new TextDecoder("shift_jis").decode(read);
}
