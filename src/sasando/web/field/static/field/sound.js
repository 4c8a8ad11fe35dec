// How a name sounds: the twin of `core/matching/spelling.py`, so that "Yohanes" finds "Johannis".

const LETTERS = [
  ["oe", "u"], ["dj", "j"], ["tj", "c"], ["sj", "sy"], ["ph", "f"], ["kh", "k"], ["ch", "k"], ["ck", "k"], ["qu", "k"], ["x", "ks"],
];
const ONE = { c: "k", q: "k", z: "s", v: "p", f: "p", j: "i", y: "i", h: "", e: "i", o: "u" };
const HARD = { d: "t", b: "p" };

export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/['’‘`´]/g, "");
}

export const tokens = (text) => plain(text).split(/[^a-z]+/).filter(Boolean);

export function sound(token) {
  let code = begin(token).replace(/(?<=..)[iu]s$/, "s");
  if (!code) return token;
  const last = code[code.length - 1];
  code = code.slice(0, -1) + (HARD[last] ?? last);
  return code;
}

// The sound of letters that may go on: without what the end of a name does to it.
function begin(token) {
  let code = token;
  for (const [written, read] of LETTERS) code = code.replaceAll(written, read);
  code = code.replace(/c(?=[eiy])/g, "s").replace(/[cqzvfjyheo]/g, (letter) => ONE[letter]);
  return code.replace(/(.)\1+/g, "$1");
}

// Whether every word that was typed sounds like the beginning of some word of the name, or is its number.
export function matches(typed, name, number = "") {
  const asked = plain(typed).split(/\s+/).filter(Boolean);
  const words = tokens(name);
  return asked.every((one) => {
    if (/^\d+$/.test(one)) return number === one;
    const letters = one.replace(/[^a-z]/g, "");
    return words.some((word) => begin(word).startsWith(begin(letters)) || sound(word) === sound(letters));
  });
}
