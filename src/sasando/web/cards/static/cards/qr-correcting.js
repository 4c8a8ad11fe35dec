// Reed-Solomon over GF(256), polynomial 0x11d: mends up to half as many codewords as there are correcting ones.

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let n = 0, value = 1; n < 255; n++) {
  EXP[n] = EXP[n + 255] = value;
  LOG[value] = n;
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}
const times = (a, b) => (a && b ? EXP[LOG[a] + LOG[b]] : 0);
const over = (a, b) => (a ? EXP[LOG[a] + 255 - LOG[b]] : 0);

// Polynomials are arrays, the lowest power first.
const at = (polynomial, x) => polynomial.reduceRight((sum, factor) => times(sum, x) ^ factor, 0);

// The block as it was written, in place; false where too much is wrong.
export function mended(block, correcting) {
  const syndromes = Array.from({ length: correcting }, (_, n) => block.reduce((sum, word) => times(sum, EXP[n]) ^ word, 0));
  if (syndromes.every((one) => one === 0)) return true;
  const locator = locatorOf(syndromes);
  const errors = locator.length - 1;
  if (errors * 2 > correcting) return false;
  const places = [];
  for (let n = 0; n < block.length; n++) if (at(locator, EXP[(255 - n) % 255]) === 0) places.push(n);
  if (places.length !== errors) return false;
  const evaluator = product(syndromes, locator).slice(0, correcting);
  const slope = locator.map((factor, n) => (n % 2 ? factor : 0)).slice(1);
  for (const place of places) {
    const back = EXP[(255 - place) % 255];
    const below = at(slope, back);
    if (!below) return false;
    block[block.length - 1 - place] ^= times(EXP[place], over(at(evaluator, back), below));
  }
  return syndromes.every((_, n) => block.reduce((sum, word) => times(sum, EXP[n]) ^ word, 0) === 0);
}

// Berlekamp and Massey: the shortest register that makes these syndromes.
function locatorOf(syndromes) {
  let locator = [1];
  let previous = [1];
  let length = 0;
  let gap = 1;
  let last = 1;
  for (let n = 0; n < syndromes.length; n++) {
    let off = syndromes[n];
    for (let k = 1; k <= length; k++) off ^= times(locator[k] ?? 0, syndromes[n - k]);
    if (!off) {
      gap++;
      continue;
    }
    const kept = locator;
    const factor = over(off, last);
    const moved = [...Array(gap).fill(0), ...previous.map((one) => times(one, factor))];
    locator = Array.from({ length: Math.max(kept.length, moved.length) }, (_, k) => (kept[k] ?? 0) ^ (moved[k] ?? 0));
    if (2 * length <= n) {
      length = n + 1 - length;
      [previous, last, gap] = [kept, off, 1];
    } else gap++;
  }
  while (locator.length > 1 && locator[locator.length - 1] === 0) locator.pop();
  return locator;
}

function product(one, other) {
  const made = Array(one.length + other.length - 1).fill(0);
  one.forEach((a, n) => other.forEach((b, k) => { made[n + k] ^= times(a, b); }));
  return made;
}
