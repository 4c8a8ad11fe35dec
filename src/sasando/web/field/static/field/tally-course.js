// The way of one entry from gate to gate; the twin of `core/tally/course` and `judging`.

import { at, CAME_OFF, conflict, contradictions, standing } from "./tally-conflicts.js";

// ---- the course of one entry

export const place = (kind, more) => ({ kind, gate: null, to: null, since: null, tick: null, ...more });

function follow(entry, ticks, doubted) {
  const due = entry.due || entry.found_at;
  const start = place("expected", { gate: due });
  const course = {
    place: start, way: start, expects: due, off: new Map(), carried: new Set(), sent: new Set(), last: null, ill: false,
  };
  for (const tick of ticks) {
    if (!doubted.has(tick.id)) {
      STEPS[tick.kind](course, tick);
      if (tick.kind === "died") break;
    }
    if (tick.kind !== "missing") course.last = tick.gate;
  }
  return course;
}

const settledAt = (course) => course.place.kind === "here" || course.place.kind === "released";

function leave(course, gate) {
  if (settledAt(course) && course.place.gate !== gate) course.off.set(course.place.gate, "moved");
  else if (course.place.kind === "missing") {
    for (const [lost, after] of course.off) if (after === "lost") course.off.set(lost, "moved");
  }
}

function arrive(course, tick) {
  leave(course, tick.gate);
  course.off.set(tick.gate, "still_here");
  course.expects = null;
  course.place = place("here", { gate: tick.gate, tick: tick.id });
}

function see(course, tick) {
  if (course.place.kind === "missing") find(course, tick);
  else if (settledAt(course) && course.place.gate !== tick.gate) {
    leave(course, tick.gate);
    course.place = place("on_the_way", { since: tick.gate, tick: tick.id });
  }
}

function find(course, tick) {
  if (course.off.get(tick.gate) === "lost") {
    arrive(course, tick);
    return;
  }
  leave(course, tick.gate);
  const missedAt = course.place.gate;
  if (course.expects !== null && (course.expects !== missedAt || tick.gate === missedAt)) course.place = course.way;
  else {
    course.expects = null;
    course.place = place("on_the_way", { since: tick.gate, tick: tick.id });
  }
}

const STEPS = {
  arrived: arrive,
  extra: arrive,
  seen: see,
  ill(course, tick) {
    see(course, tick);
    course.ill = true;
  },
  released(course, tick) {
    leave(course, tick.gate);
    course.off.set(tick.gate, "released");
    course.expects = null;
    course.place = place("released", { gate: tick.gate, to: tick.to, tick: tick.id });
  },
  carried_on(course, tick) {
    leave(course, tick.gate);
    if (course.off.has(tick.gate)) course.off.set(tick.gate, "sent_on");
    else course.carried.add(tick.gate);
    if (tick.to !== null) course.sent.add(tick.to);
    course.expects = tick.to;
    course.place = course.way = place("on_the_way", { gate: tick.to, since: tick.gate, tick: tick.id });
  },
  missing(course, tick) {
    if (settledAt(course)) course.off.set(course.place.gate, "lost");
    course.place = place("missing", { gate: tick.gate, since: tick.since ?? course.last, tick: tick.id });
  },
  died(course, tick) {
    leave(course, tick.gate);
    if (course.expects === null) course.off.set(tick.gate, "died_here");
    course.place = place("died", { gate: tick.gate, tick: tick.id });
    course.ill = false;
  },
};

// ---- judging one entry

export function judgeAll(listed, closed) {
  const ofLine = new Map([...listed.entries.keys()].map((key) => [key, []]));
  for (const tick of listed.ticks) {
    const entry = listed.heads.get(tick.entry) ?? tick.entry;
    ofLine.get(entry)?.push({ ...tick, entry });
  }
  const judged = new Map();
  for (const [key, entry] of listed.entries) {
    if (!listed.heads.has(key)) judged.set(key, judgeEntry(entry, ofLine.get(key), closed, listed.decisions));
  }
  return judged;
}

export function lastClosings(handovers) {
  const last = new Map();
  for (const { gate, at: time } of handovers) if (!(last.get(gate) >= time)) last.set(gate, time);
  return last;
}

function judgeEntry(entry, ticks, closed, decisions) {
  const aside = new Set();
  const decided = [];
  for (;;) {
    const stand = standing(ticks, aside);
    const found = conflictsOf(entry, ticks, stand, closed).filter((one) => !isSettled(one, decided));
    const fresh = found.map((one) => decisions.on(one)).filter(Boolean);
    if (!fresh.length) return closedWith(entry, stand, found, decided);
    decided.push(...fresh);
    for (const one of fresh) for (const tick of one.ticks) if (!one.kept.includes(tick)) aside.add(tick);
  }
}

const isSettled = (one, decided) =>
  decided.some((other) => one.kind === other.kind && one.ticks.every((tick) => other.ticks.includes(tick)));

function closedWith(entry, stand, found, decided) {
  const conflicts = [...decided, ...found];
  const aside = new Set(conflicts.flatMap((one) => one.ticks.filter((tick) => !one.kept.includes(tick))));
  const counting = stand.ticks.filter((tick) => !aside.has(tick.id));
  const course = follow(entry, stand.ticks, aside);
  conflicts.push(...elsewhere(entry, course, counting));
  const withdrawn = [...stand.withdrawn].sort();
  const setAside = [...aside].filter((tick) => !stand.withdrawn.has(tick)).sort();
  return { course, counting, conflicts, withdrawn, setAside };
}

function conflictsOf(entry, ticks, stand, closed) {
  const late = [...stand.ticks, ...stand.undos].filter((tick) => closed.get(tick.gate) < tick.at);
  return [
    ...contradictions(entry, stand.ticks),
    ...late.map((tick) => at("after_handover", entry.id, tick)),
    ...stand.circles.map((tick) => at("undo_circle", entry.id, tick)),
    ...stand.unknown.map((tick) => at("unknown_undone", entry.id, tick)),
    ...disputed(entry, ticks, stand),
  ];
}

function disputed(entry, ticks, stand) {
  const found = [];
  for (const undo of stand.undos) {
    if (!stand.withdrawn.has(undo.undoes)) continue;
    const undone = ticks.find((tick) => tick.id === undo.undoes);
    const same = (tick) => tick.gate === undone.gate && tick.kind === undone.kind && tick.to === undone.to;
    const still = stand.ticks.filter((tick) => same(tick) && tick.by_device !== undone.by_device);
    if (!still.length && undo.by_device === undone.by_device) continue;
    const kept = [undo.id, ...still.map((tick) => tick.id)];
    found.push(conflict("undo_disputed", [entry.id], { ticks: [...kept, undone.id], gates: [undone.gate], kept }));
  }
  return found;
}

function elsewhere(entry, course, ticks) {
  const awaited = new Set([entry.due, entry.found_at, ...course.sent].filter((gate) => gate !== null));
  if (!awaited.size) return [];
  const here = (gate) => ticks.filter((one) => one.gate === gate && (CAME_OFF.has(one.kind) || one.kind === "died"));
  return [...course.off.keys()]
    .filter((gate) => !awaited.has(gate))
    .map((gate) => conflict("elsewhere", [entry.id], { ticks: here(gate).map((one) => one.id), gates: [gate] }));
}
