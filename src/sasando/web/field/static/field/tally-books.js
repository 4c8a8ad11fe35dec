// The equations of each gate and the stated numbers; the twin of `core/tally/balance` and `sums`.

import { byText, CAME_OFF, canonical } from "./tally-conflicts.js";

const LEFT = ["due", "sent_here", "extra", "turned_up"];
const RIGHT = ["arrived", "carried_on", "missing", "died", "elsewhere", "double", "waiting"];
const AFTER = ["still_here", "released", "sent_on", "lost", "died_here", "moved"];

export class Books {
  constructor(gates) {
    const empty = (gate) => ({
      gate,
      ...Object.fromEntries([...LEFT, ...RIGHT, ...AFTER].map((name) => [name, []])),
    });
    this.rows = new Map(gates.map((gate) => [gate, empty(gate)]));
  }

  enter(entry, course) {
    for (const [gate, left] of leftOf(entry, course)) {
      const rows = this.rows.get(gate);
      const right = rightOf(course, gate);
      rows[left].push(entry.id);
      rows[right].push(entry.id);
      if (right === "arrived") rows[course.off.get(gate)].push(entry.id);
    }
  }

  enterDouble(entry) {
    const gate = (entry.announced ? entry.due : entry.found_at) || entry.due || entry.found_at;
    if (gate === null) return;
    this.rows.get(gate)[entry.announced ? "due" : "extra"].push(entry.id);
    this.rows.get(gate).double.push(entry.id);
  }
}

function leftOf(entry, course) {
  const books = new Map([...course.off.keys()].map((gate) => [gate, "turned_up"]));
  for (const gate of course.sent) books.set(gate, "sent_here");
  if (entry.due !== null) books.set(entry.due, entry.announced ? "due" : "sent_here");
  if (entry.found_at !== null && !entry.announced) books.set(entry.found_at, "extra");
  return books;
}

function rightOf(course, gate) {
  if (course.expects === gate) {
    return course.place.kind === "missing" || course.place.kind === "died" ? course.place.kind : "waiting";
  }
  if (course.off.has(gate)) return "arrived";
  return course.carried.has(gate) ? "carried_on" : "elsewhere";
}

// ---- stated numbers

export function mismatches(facts, listed, counting, balances) {
  const places = new Map([...balances.keys()].map((gate, index) => [gate, index]));
  const letters = distinct(facts.announcements, { total: 0, source: "", gate: null }).sort(
    (one, other) =>
      byText(one.source, other.source) ||
      (places.get(one.gate ?? "") ?? -1) - (places.get(other.gate ?? "") ?? -1) ||
      one.total - other.total,
  );
  const counts = distinct(facts.counts, { gate: null, heads: 0, at: null }).sort(
    (one, other) =>
      places.get(one.gate) - places.get(other.gate) || byText(one.at, other.at) || one.heads - other.heads,
  );
  return [
    ...letters.map((letter) => ofLetter(letter, listed)),
    ...letters.flatMap((one, index) => letters.slice(index + 1).map((other) => betweenLetters(one, other, listed))),
    ...counts.map((count) => ofHeads(count, listed, counting, balances.get(count.gate))),
  ].filter((sum) => sum !== null && sum.difference !== 0);
}

function distinct(rows, shape) {
  const shaped = (rows ?? []).map((row) =>
    Object.fromEntries(Object.entries(shape).map(([name, usual]) => [name, row[name] ?? usual])),
  );
  for (const row of shaped) if (row.at !== undefined) row.at = canonical(row.at);
  return [...new Map(shaped.map((row) => [JSON.stringify(row), row])).values()];
}

function mismatch(kind, said, counted, more) {
  return { kind, said, counted, difference: counted - said, gate: null, source: "", entries: [], ...more };
}

function namedBy(letter, listed) {
  const announced = [...listed.entries.values()].filter((entry) => entry.announced);
  const own = announced.filter((entry) => entry.source === letter.source);
  const named = own.length ? own : announced;
  return named.filter((entry) => letter.gate === null || entry.due === letter.gate).map((entry) => entry.id);
}

const isChild = (key, listed) => listed.entries.get(key).companion_of !== null;

function ofLetter(letter, listed) {
  const names = namedBy(letter, listed);
  const tooMany = names.filter((key) => listed.again.has(key) || isChild(key, listed));
  const extra = [...listed.entries.values()].filter((entry) => !entry.announced).map((entry) => entry.id);
  const entries = names.length > letter.total ? tooMany : extra;
  return mismatch("letter", letter.total, names.length, { gate: letter.gate, source: letter.source, entries });
}

function betweenLetters(one, other, listed) {
  const sameNames = () => namedBy(one, listed).join("\x1f") === namedBy(other, listed).join("\x1f");
  if (one.gate !== other.gate || !sameNames()) return null;
  return mismatch("letters", one.total, other.total, { gate: one.gate, source: `${one.source} / ${other.source}` });
}

function ofHeads(count, listed, counting, balance) {
  const first = new Map();
  for (const tick of counting) {
    if (tick.gate === count.gate && CAME_OFF.has(tick.kind) && !first.has(tick.entry)) first.set(tick.entry, tick.at);
  }
  const uncounted = (key) => first.get(key) > count.at || listed.again.has(key) || isChild(key, listed);
  const arrived = balance.arrived.length;
  const notTicked = () => [...balance.waiting, ...balance.missing, ...balance.carried_on, ...balance.elsewhere].sort();
  const entries = arrived > count.heads ? balance.arrived.filter(uncounted) : notTicked();
  return mismatch("heads", count.heads, arrived, { gate: count.gate, entries });
}
