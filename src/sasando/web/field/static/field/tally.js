// Lists that balance, on the phone: the twin of `sasando.core.tally`, without dependencies.
//
// `tally(facts)` takes and gives the plain form of `core/tally/wire.py`. What each word means, and why, stands there;
// tests/core/tally/test_twin.py holds both equal on thousands of voyages. Names and order of the parts are the same.

import { Books, mismatches } from "./tally-books.js";
import { at, byCaptured, byText, canonical, conflict, CONFLICTS, Decisions, MET } from "./tally-conflicts.js";
import { judgeAll, lastClosings, place } from "./tally-course.js";

const TICKS = new Set([...MET, "missing", "died", "undo"]);
const WHYS = ["missing", "where_to", "not_ticked"];
const SHAPES = {
  entry: { id: null, due: null, announced: true, companion_of: null, person: null, found_at: null, source: null },
  tick: {
    id: null, entry: null, gate: null, kind: null, at: null, by_device: "", to: null, since: null, undoes: null,
  },
  decision: { id: null, conflict: null, keep: [], at: null, by_device: "" },
};

export function tally(facts) {
  const listed = ordered(facts);
  const handovers = (facts.handovers ?? []).map((one) => ({ gate: one.gate, at: canonical(one.at) }));
  const gates = route(facts);
  const judged = judgeAll(listed, lastClosings(handovers));
  const books = new Books(gates);
  const places = new Map();
  for (const [key, entry] of listed.entries) {
    const head = listed.heads.get(key);
    if (head === undefined) {
      books.enter(entry, judged.get(key).course);
      places.set(key, judged.get(key).course.place);
    } else {
      books.enterDouble(entry);
      places.set(key, place("double", { to: head }));
    }
  }
  const all = [...judged.values()];
  return {
    gates,
    places: Object.fromEntries(places),
    balances: Object.fromEntries(books.rows),
    sums: mismatches(facts, listed, all.flatMap((one) => one.counting), books.rows),
    conflicts: allConflicts(listed, all, places),
    questions: questions(places, gates, new Set(handovers.map((one) => one.gate))),
    ill: [...judged].filter(([, one]) => one.course.ill).map(([key]) => key),
    withdrawn: all.flatMap((one) => one.withdrawn).sort(),
    set_aside: all.flatMap((one) => one.setAside).sort(),
  };
}

// ---- facts

function shaped(rows, shape) {
  return (rows ?? []).map((row) => {
    const fact = Object.fromEntries(Object.entries(shape).map(([name, usual]) => [name, row[name] ?? usual]));
    if (fact.at !== undefined) fact.at = canonical(fact.at);
    if (fact.kind !== undefined && !TICKS.has(fact.kind)) throw new TypeError(`no tick is called ${fact.kind}`);
    return fact;
  });
}

function content(fact) {
  const text = (value) => {
    if (value === null) return "";
    if (typeof value === "boolean") return value ? "1" : "0";
    return Array.isArray(value) ? value.join("\x1e") : String(value);
  };
  return Object.values(fact).map(text).join("\x1f");
}

// Each fact once, and the ids that came with two contents.
function byId(rows) {
  const once = new Map();
  const twice = new Set();
  for (const row of rows) {
    const other = once.get(row.id);
    if (other === undefined) once.set(row.id, row);
    else if (content(other) !== content(row)) {
      twice.add(row.id);
      if (content(row) < content(other)) once.set(row.id, row);
    }
  }
  return [once, [...twice].sort()];
}

function route(facts) {
  const known = [...new Set(facts.gates ?? [])];
  const named = new Set();
  for (const entry of facts.entries ?? []) named.add(entry.due).add(entry.found_at);
  for (const tick of facts.ticks ?? []) {
    named.add(tick.gate).add(tick.since).add(tick.kind === "carried_on" ? tick.to : null);
  }
  for (const list of [facts.counts, facts.handovers, facts.announcements]) {
    for (const one of list ?? []) named.add(one.gate);
  }
  return [...known, ...[...named].filter((gate) => gate != null && !known.includes(gate)).sort()];
}

function ordered(facts) {
  const [unsorted, entriesTwice] = byId(shaped(facts.entries, SHAPES.entry));
  const [ticks, ticksTwice] = byId(shaped(facts.ticks, SHAPES.tick));
  const [decided, decisionsTwice] = byId(shaped(facts.decisions, SHAPES.decision));
  const entries = new Map([...unsorted].sort(([one], [other]) => byText(one, other)));
  const decisions = new Decisions([...decided.values()]);
  const conflicts = [
    ...entriesTwice.map((key) => conflict("rewritten", [key])),
    ...ticksTwice.map((key) => conflict("rewritten", [ticks.get(key).entry], { ticks: [key] })),
    ...decisionsTwice.map((key) => conflict("rewritten", [], { ticks: [key] })),
  ];
  for (const tick of ticks.values()) {
    if (!entries.has(tick.entry)) conflicts.push(at("unknown_entry", tick.entry, tick));
  }
  const [heads, again] = persons(entries, decisions, conflicts);
  return { entries, ticks: [...ticks.values()].sort(byCaptured), decisions, conflicts, heads, again };
}

// One person on several lines: which line a decision lets count, and the lines after the first.
function persons(entries, decisions, conflicts) {
  const lines = new Map();
  for (const { id, person } of entries.values()) {
    if (person !== null) lines.set(person, [...(lines.get(person) ?? []), id]);
  }
  const heads = new Map();
  const again = new Set();
  for (const ofOne of lines.values()) {
    if (ofOne.length === 1) continue;
    for (const key of ofOne.slice(1)) again.add(key);
    const found = conflict("person_twice", ofOne);
    const decided = decisions.on(found);
    conflicts.push(decided ?? found);
    if (!decided?.kept.length) continue;
    for (const key of ofOne) if (!decided.kept.includes(key)) heads.set(key, decided.kept[0]);
  }
  return [heads, again];
}

// ---- conflicts that concern several entries

function allConflicts(listed, judged, places) {
  const found = [...listed.conflicts, ...separated(listed, places), ...atTwoPlaces(listed, places)];
  for (const one of judged) found.push(...one.conflicts);
  found.push(...listed.decisions.twice(found));
  const rank = (one) => CONFLICTS.indexOf(one.kind);
  return found.sort((one, other) => rank(one) - rank(other) || byText(one.key, other.key));
}

function separated(listed, places) {
  const found = new Map();
  for (const entry of listed.entries.values()) {
    const adult = listed.heads.get(entry.companion_of) ?? entry.companion_of;
    if (listed.heads.has(entry.id) || !places.has(adult)) continue;
    const both = [places.get(entry.id), places.get(adult)];
    if (together(...both)) continue;
    const apart = conflict("separated", [entry.id, adult], { gates: gatesOf(both) });
    found.set(apart.key, listed.decisions.on(apart) ?? apart);
  }
  return [...found.values()];
}

const UNDERWAY = new Set(["expected", "here", "on_the_way"]);

function together(child, adult) {
  if (UNDERWAY.has(child.kind) && UNDERWAY.has(adult.kind)) {
    return child.gate === adult.gate || child.gate === null || adult.gate === null;
  }
  if (child.kind === "released" && adult.kind === "released") {
    return child.gate === adult.gate && child.to === adult.to;
  }
  return child.kind === adult.kind;
}

function atTwoPlaces(listed, places) {
  const found = [];
  for (const one of listed.conflicts) {
    if (one.kind !== "person_twice" || one.state !== "open") continue;
    const ticked = one.entries.filter((key) => places.get(key).kind !== "expected");
    ticked.forEach((first, index) => {
      for (const second of ticked.slice(index + 1)) {
        const both = [places.get(first), places.get(second)];
        if (["kind", "gate", "to"].every((name) => both[0][name] === both[1][name])) continue;
        const ticks = both.map((where) => where.tick).filter((tick) => tick !== null);
        found.push({ ...conflict("two_gates", [first, second], { ticks, gates: gatesOf(both) }), state: "shown" });
      }
    });
  }
  return found;
}

const gatesOf = (both) => both.map((where) => where.gate).filter((gate) => gate !== null);

// ---- whom to ask

function questions(places, gates, closed) {
  const asked = new Map();
  for (const [key, where] of places) {
    for (const [gate, why] of askedFor(where, gates, closed)) {
      const name = JSON.stringify([gate, why]);
      const question = asked.get(name) ?? { gate, why, entries: [] };
      question.entries.push(key);
      asked.set(name, question);
    }
  }
  const rank = (one) => gates.indexOf(one.gate) * WHYS.length + WHYS.indexOf(one.why);
  return [...asked.values()].sort((one, other) => rank(one) - rank(other));
}

function askedFor(where, gates, closed) {
  if (where.kind === "missing") {
    if (where.since !== null) return [[where.since, "missing"]];
    return gates.slice(0, gates.indexOf(where.gate)).map((gate) => [gate, "missing"]);
  }
  if (where.kind === "on_the_way" && where.gate === null) return [[where.since, "where_to"]];
  const waits = where.kind === "expected" || where.kind === "on_the_way";
  return waits && closed.has(where.gate) ? [[where.gate, "not_ticked"]] : [];
}
