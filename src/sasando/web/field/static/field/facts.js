// The lists as this phone knows them: what was taken along, and what was made here since. The sums are tally.js's.

import { tally } from "./tally.js";
import { peopleOf } from "./lines.js";

export const LEFT = ["due", "sent_here", "extra", "turned_up"];
export const RIGHT = ["arrived", "carried_on", "missing", "died", "elsewhere", "double", "waiting"];

// Every list: those taken along, then those pasted here that the server has not read yet.
export function voyages(taken, own) {
  const there = new Set((taken?.rosters ?? []).map((one) => one.id));
  const counted = own.filter((one) => !["conflict", "refused", "held"].includes(one.state));
  const pasted = own.filter((one) => one.kind === "roster" && !there.has(one.uuid)).map((one) => ofPaste(one, taken?.named ?? {}));
  return [...pasted, ...(taken?.rosters ?? [])].map((roster) => voyage(roster, counted));
}

const lineKey = (roster, line, nth) => `line:${roster}:${nth}:${line.trim()}`;

function ofPaste(own, gates) {
  const people = {};
  const entries = peopleOf(own.body.text, gates).map(({ line, nth, due, name, number, place }) => {
    const id = lineKey(own.uuid, line, nth);
    people[id] = { name, number, place, line, nth };
    return { id, due: due ?? (own.body.due || null), announced: true, source: own.body.title };
  });
  return {
    id: own.uuid, title: own.body.title, carrier: own.body.carrier ?? "", pasted: true, people, receivers: {},
    facts: { gates: [...new Set([own.body.due, ...entries.map((one) => one.due)])].filter(Boolean), entries, ticks: [], counts: [], announcements: [], handovers: [], decisions: [] },
  };
}

function voyage(roster, own) {
  const facts = structuredCopy(roster.facts);
  const people = { ...roster.people };
  const known = new Set(facts.ticks.map((one) => one.id));
  const mine = own.filter((one) => rosterOf(one, roster) && !known.has(one.uuid)).sort((one, other) => (one.at < other.at ? -1 : 1));
  for (const one of mine) ADD[one.kind]?.(facts, people, roster, one);
  return { ...roster, people, facts, own: mine, result: tally(facts) };
}

// Old phones have no structuredClone; facts are plain.
const structuredCopy = (facts) => JSON.parse(JSON.stringify(facts));

const rosterOf = ({ kind, uuid, body }, roster) => (kind === "roster" ? uuid : body.roster) === roster.id;

function entryKey(body, roster) {
  return body.entry ?? lineKey(roster.id, body.line, body.nth ?? 0);
}

const ADD = {
  tick(facts, people, roster, { uuid, body, at, device }) {
    const undone = body.undoes && facts.ticks.find((one) => one.id === body.undoes);
    facts.ticks.push({
      id: uuid, entry: undone ? undone.entry : entryKey(body, roster), gate: body.gate, kind: body.tick, at, by_device: device,
      to: body.to || body.receiver || null, since: body.since || null, undoes: body.undoes || null,
    });
  },
  extra(facts, people, roster, { uuid, body, at, device }) {
    const adult = body.companion_of ? entryKey(body.companion_of, roster) : null;
    if (!facts.entries.some((one) => one.id === body.entry)) {
      facts.entries.push({ id: body.entry, due: null, announced: false, companion_of: adult, found_at: body.gate });
    }
    people[body.entry] = { name: body.name || body.description, sex: body.sex, age: body.age, extra: true };
    facts.ticks.push({ id: uuid, entry: body.entry, gate: body.gate, kind: "extra", at, by_device: device });
  },
  count(facts, people, roster, { body, at }) {
    facts.counts = [...facts.counts.filter((one) => one.gate !== body.gate), { gate: body.gate, heads: body.heads, at }];
  },
  handover(facts, people, roster, { body, at }) {
    facts.handovers.push({ gate: body.gate, at });
  },
  ruling(facts, people, roster, { uuid, body, at, device }) {
    facts.decisions.push({ id: uuid, conflict: body.conflict, keep: body.keeps, at, by_device: device });
  },
};

// How a fact names a person of a list: by key, or of a pasted list by its line.
export function named(voyage, entry) {
  const person = voyage.people[entry];
  return person?.line === undefined ? { entry } : { line: person.line, nth: person.nth };
}

// The ticks of one person that stand, newest last.
export function standing(voyage, entry) {
  const undone = new Set(voyage.result.withdrawn);
  return voyage.facts.ticks.filter((one) => one.entry === entry && one.kind !== "undo" && !undone.has(one.id));
}

export function balance(voyage, gate) {
  return voyage.result.balances[gate] ?? Object.fromEntries([["gate", gate], ...[...LEFT, ...RIGHT].map((name) => [name, []])]);
}

// Who is shown at a gate: those whom it has in its books first, in the order of the list; then the others.
export function rows(voyage, gate) {
  const books = balance(voyage, gate);
  const here = new Set(LEFT.flatMap((name) => books[name]));
  const keys = voyage.facts.entries.map((one) => one.id);
  return [keys.filter((key) => here.has(key)), keys.filter((key) => !here.has(key))];
}
