// A pasted list as far as a phone need understand it: one line, one person, under the heading of the gate where they
// come off. The server reads it properly later.

const NUMBERED = /^\s*(?:(?:[•·▪◦✅☑➡👉]\uFE0F?)+\s*(?:\d{1,4}\s*[.):\-])?|[*_]*(?:\d{1,4}\s*[.):\-]|\d{1,4}\s+(?=[A-Za-z]))|[-–*]+(?=\s))\s*/u;
const HEADING = /(?:daftar|turun|lanjut|tujuan|kapal|km\.?\s|tanggal|jumlah|total|sebanyak|mohon|terima kasih|selamat|yth|ytk|nama\b.*\b(?:umur|l\/p|jk)|:\s*$)/i;

// `gates`: for each gate the words by which a heading names it.
export function peopleOf(text, gates = {}) {
  let due = null;
  const seen = new Map();
  const found = [];
  const lines = text.split(/\r\n|\n|\r/);
  const numbered = lines.filter((line) => NUMBERED.test(line)).length;
  for (const line of lines) {
    if (!line.trim()) continue;
    const nth = seen.get(line.trim()) ?? 0;
    seen.set(line.trim(), nth + 1);
    const isNumbered = NUMBERED.test(line);
    if (!isNumbered && (HEADING.test(line) || numbered >= 2)) {
      due = gateIn(line, gates) ?? due;
      continue;
    }
    found.push({ line, nth, due, name: nameOf(line), number: /^\D{0,3}(\d{1,4})/.exec(line)?.[1] ?? "", place: restOf(line) });
  }
  return found;
}

const OFF = /turun|lanjut|tujuan|pelabuhan|bandara/i;

// The gate that a heading names; a harbour before others, as the server takes it.
function gateIn(line, gates) {
  if (!OFF.test(line)) return null;
  const words = line.toLowerCase();
  const named = Object.entries(gates).filter(([, names]) => names.some((name) => words.includes(name.toLowerCase()))).map(([slug]) => slug);
  return named.sort((one, other) => other.startsWith("pelabuhan") - one.startsWith("pelabuhan") || (one < other ? -1 : 1))[0] ?? null;
}

const bare = (line) => line.replace(NUMBERED, "").replace(/[*_~]/g, "").trim();

function nameOf(line) {
  const text = bare(line);
  const end = text.search(/[,;|\t(/]|\s-\s|\s\d/);
  return (end > 1 ? text.slice(0, end) : text).trim().slice(0, 80) || text.slice(0, 80);
}

function restOf(line) {
  return bare(line).slice(nameOf(line).length).replace(/^[\s,;|/\-(]+/, "").replace(/\b\d{16}\b/g, "").replace(/\+?\d[\d\s-]{8,}\d/g, "").trim().slice(0, 80);
}
