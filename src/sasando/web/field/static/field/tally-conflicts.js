// What does not fit together in the facts of a list; the twin of `core/tally/conflict`, `undoing`, `contradictions`.

export const CAME_OFF = new Set(["arrived", "extra", "released"]);
const ARRIVES = new Set(["arrived", "extra"]);
const ALIVE = new Set(["seen", "ill", "missing"]);
export const MET = new Set(["arrived", "extra", "released", "carried_on", "seen", "ill"]);
export const CONFLICTS = [
  "died_and_alive", "died_twice", "arrived_and_missing", "released_twice", "released_and_here", "two_gates",
  "carried_and_arrived", "carried_to_two", "separated", "person_twice", "extra_but_announced", "undo_disputed",
  "after_handover", "rewritten", "undo_circle", "unknown_entry", "unknown_undone", "decided_twice", "found",
  "elsewhere",
];
const SHOWN = new Set([
  "rewritten", "undo_circle", "unknown_entry", "unknown_undone", "decided_twice", "found", "elsewhere",
]);
const CAUTIOUS = { arrived_and_missing: "missing", carried_and_arrived: "carried_on" };

export const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
export const byCaptured = (one, other) => byText(one.at, other.at) || byText(one.id, other.id);

// A captured time as text in UTC with six decimals, whose order is the order of time.
export function canonical(at) {
  const [, head, fraction = "", zone] = /^(.*?)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/.exec(at);
  return `${new Date(head + zone).toISOString().slice(0, 19)}.${fraction.padEnd(6, "0").slice(0, 6)}Z`;
}

// ---- conflicts and decisions

export function conflict(kind, entries, { ticks = [], gates = [], kept = ticks } = {}) {
  const sorted = (ids) => [...new Set(ids)].sort();
  const [of, where, by] = [sorted(entries), sorted(gates), sorted(ticks)];
  const key = [kind, of.join(","), where.join(","), by.join(",")].join("/");
  const state = SHOWN.has(kind) ? "shown" : "open";
  return { key, kind, entries: of, ticks: by, gates: where, state, kept: sorted(kept) };
}

export const at = (kind, entry, tick) => conflict(kind, [entry], { ticks: [tick.id], gates: [tick.gate] });

export class Decisions {
  constructor(decisions) {
    this.holds = new Map();
    this.differ = new Set();
    const sameKeep = (one, other) => one.every((id) => other.includes(id)) && other.every((id) => one.includes(id));
    for (const decision of decisions.sort(byCaptured)) {
      const before = this.holds.get(decision.conflict);
      if (before && !sameKeep(before.keep, decision.keep)) this.differ.add(decision.conflict);
      this.holds.set(decision.conflict, decision);
    }
  }

  on(one) {
    const decision = this.holds.get(one.key);
    if (decision === undefined || one.state === "shown") return null;
    const choices = one.ticks.length ? one.ticks : one.entries;
    const kept = choices.filter((id) => decision.keep.includes(id));
    if (decision.keep.length && !kept.length) return null;
    return { ...one, state: "decided", kept };
  }

  twice(found) {
    return found
      .filter((one) => one.state === "decided" && this.differ.has(one.key))
      .map((one) => ({ ...one, key: `decided_twice/${one.key}`, kind: "decided_twice", state: "shown" }));
  }
}

// ---- undos

export function standing(ticks, aside) {
  const undos = new Map(ticks.filter((one) => one.kind === "undo" && !aside.has(one.id)).map((one) => [one.id, one]));
  const known = new Set(ticks.map((one) => one.id));
  const stands = settled(undos, known);
  const effective = [...undos.values()].filter((one) => stands.get(one.id) && known.has(one.undoes));
  const withdrawn = new Set(effective.map((one) => one.undoes).filter((id) => !aside.has(id)));
  return {
    ticks: ticks.filter((one) => one.kind !== "undo" && !aside.has(one.id) && !withdrawn.has(one.id)),
    undos: effective,
    circles: [...undos.values()].filter((one) => !stands.has(one.id)),
    unknown: [...undos.values()].filter((one) => !known.has(one.undoes)),
    withdrawn,
  };
}

function settled(undos, known) {
  const waiting = new Map([...known].map((id) => [id, 0]));
  for (const { undoes } of undos.values()) if (waiting.has(undoes)) waiting.set(undoes, waiting.get(undoes) + 1);
  const stands = new Map();
  const settle = [...undos.keys()].filter((id) => !waiting.get(id)).map((id) => [id, true]);
  while (settle.length) {
    const [id, answer] = settle.pop();
    if (stands.has(id)) continue;
    stands.set(id, answer);
    const target = undos.get(id).undoes;
    if (!undos.has(target)) continue;
    waiting.set(target, waiting.get(target) - 1);
    if (answer) settle.push([target, false]);
    else if (!waiting.get(target)) settle.push([target, true]);
  }
  return stands;
}

// ---- contradictions, by pairs of an earlier and a later tick

export function contradictions(entry, ticks) {
  const found = new Map();
  const add = (kind, ...involved) => {
    const key = JSON.stringify([kind, ...involved.map((tick) => tick.gate).sort()]);
    const group = found.get(key) ?? { kind, ticks: new Map() };
    for (const tick of involved) group.ticks.set(tick.id, tick);
    found.set(key, group);
  };
  ticks.forEach((earlier, place) => {
    if (earlier.kind === "extra" && entry.announced) add("extra_but_announced", earlier);
    const between = { carried: false, cameOff: false, back: false };
    for (const later of ticks.slice(place + 1)) {
      const kind = ofPair(earlier, later, between);
      if (kind) add(kind, earlier, later);
      if (later.kind === "carried_on") {
        between.carried = true;
        between.back ||= later.to === earlier.gate;
      } else if (CAME_OFF.has(later.kind)) between.cameOff = true;
    }
  });
  return [...found.values()].map((group) => {
    const involved = [...group.ticks.values()];
    const keep = CAUTIOUS[group.kind];
    const kept = involved.filter((tick) => !keep || tick.kind === keep).map((tick) => tick.id);
    const gates = involved.map((tick) => tick.gate);
    return conflict(group.kind, [entry.id], { ticks: involved.map((tick) => tick.id), gates, kept });
  });
}

function ofPair(earlier, later, between) {
  if (earlier.kind === "died") return afterDeath(earlier, later, between);
  if (later.kind === "missing") return thenMissing(earlier, later, between);
  if (earlier.kind === "missing") return afterMissing(earlier, later, between);
  if (CAME_OFF.has(earlier.kind)) return afterComingOff(earlier, later, between);
  if (earlier.kind === "carried_on") return afterCarryingOn(earlier, later, between);
  return null;
}

function afterDeath(died, later, between) {
  if (later.kind === "died") return later.gate !== died.gate ? "died_twice" : null;
  const arrives = ARRIVES.has(later.kind) && !between.carried;
  return ALIVE.has(later.kind) || arrives ? "died_and_alive" : null;
}

function thenMissing(earlier, missing, between) {
  let wrong;
  if (earlier.gate === missing.gate) {
    const met = CAME_OFF.has(earlier.kind) || earlier.kind === "carried_on";
    const disputed = earlier.by_device !== missing.by_device;
    const handedOver = earlier.kind === "released" && !(between.cameOff || between.carried);
    wrong = met && !between.back && (disputed || handedOver);
  } else if (CAME_OFF.has(earlier.kind)) {
    wrong = !between.carried;
  } else {
    const sentPast = earlier.kind === "carried_on" && earlier.to !== null && earlier.to !== missing.gate;
    wrong = sentPast && !(between.carried || between.cameOff);
  }
  return wrong ? "arrived_and_missing" : null;
}

function afterMissing(missing, later, between) {
  if (!MET.has(later.kind)) return null;
  const disputed = later.gate === missing.gate && later.by_device !== missing.by_device && !between.back;
  return disputed ? "arrived_and_missing" : "found";
}

function afterComingOff(earlier, later, between) {
  if (between.carried) return null;
  const bothReleased = earlier.kind === "released" && later.kind === "released";
  if (bothReleased && !between.cameOff && differ(earlier.to, later.to)) return "released_twice";
  if (earlier.gate !== later.gate) return MET.has(later.kind) || later.kind === "died" ? "two_gates" : null;
  const backHere = ARRIVES.has(later.kind) || later.kind === "carried_on";
  const disputed = earlier.kind === "released" && backHere && earlier.by_device !== later.by_device;
  return disputed ? "released_and_here" : null;
}

function afterCarryingOn(earlier, later, between) {
  if (earlier.gate !== later.gate || between.back) return null;
  if (CAME_OFF.has(later.kind) && earlier.by_device !== later.by_device) return "carried_and_arrived";
  const onward = later.kind === "carried_on" && !(between.cameOff || between.carried);
  return onward && differ(earlier.to, later.to) ? "carried_to_two" : null;
}

const differ = (one, other) => one !== null && other !== null && one !== other;
