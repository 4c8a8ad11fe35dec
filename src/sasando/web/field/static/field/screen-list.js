// A list at a gate: tick on the left, big names, the sum always in sight, undo after every tap.

import { button, h, say, tell } from "./dom.js";
import { balance, named, rows, standing } from "./facts.js";
import { listOf, record, state } from "./state.js";
import { matches } from "./sound.js";
import { conflictWords, equation, placeOf } from "./words.js";

let typed = "";
let only = "all";
let shown = "";

export async function listScreen(show, key) {
  const voyage = listOf(key);
  if (!voyage) return h("p", { className: "empty" }, say("Daftar ini tidak ada di ponsel ini."));
  if (shown !== key) { typed = ""; only = "all"; shown = key; }
  const [here, others] = rows(voyage, state.here);
  const body = h("div", {});
  const fill = () => body.replaceChildren(
    people(show, voyage, here.filter((one) => isShown(voyage, one)), say("Turun atau ditunggu di sini")),
    others.length ? h("details", { open: Boolean(typed) || !here.length }, h("summary", {}, say("{n} orang di tempat lain", { n: others.length })),
      people(show, voyage, others.filter((one) => isShown(voyage, one)), "")) : "");
  fill();
  return [head(show, voyage, fill), conflicts(voyage), body, foot(show, voyage)];
}

function head(show, voyage, fill) {
  const search = h("input", {
    type: "search", value: typed, placeholder: say("Cari nama, juga ejaan lain"), autocomplete: "off", ariaLabel: say("Cari nama"),
    oninput: () => { typed = search.value; fill(); },
  });
  const books = balance(voyage, state.here);
  const filters = [["all", say("Semua")], ["waiting", say("Belum {n}", { n: books.waiting.length })], ["missing", say("Hilang {n}", { n: books.missing.length })]];
  return h("div", { className: "gate-head" },
    h("h1", {}, voyage.title),
    h("p", { className: "sum", id: "sum" }, equation(voyage, state.here)),
    search,
    h("div", { className: "gate-filters" }, filters.map(([name, words]) =>
      button(words, () => { only = name; show({ keep: true }); }, { ariaPressed: String(only === name) }))));
}

function isShown(voyage, entry) {
  const person = voyage.people[entry] ?? { name: "" };
  if (typed && !matches(typed, person.name, person.number)) return false;
  if (only === "all") return true;
  return balance(voyage, state.here)[only].includes(entry);
}

function people(show, voyage, entries, title) {
  if (!entries.length) return title ? h("p", { className: "help" }, say("Tidak ada yang cocok.")) : "";
  return h("ul", { className: "gate-people", ariaLabel: title }, entries.map((entry) => row(show, voyage, entry)));
}

const MARKS = { here: "✓", released: "✓", on_the_way: "→", missing: "✕", died: "✝", double: "=", expected: "" };

function row(show, voyage, entry) {
  const person = voyage.people[entry] ?? { name: "?" };
  const place = voyage.result.places[entry] ?? { kind: "expected" };
  const [words, tone] = placeOf(voyage, entry, state.gates, state.here);
  const ticked = place.kind !== "expected";
  const words2 = [person.sex === "F" ? say("P") : person.sex === "M" ? say("L") : "", person.age !== undefined && person.age !== null ? say("{n} th", { n: person.age }) : "", person.place].filter(Boolean);
  return h("li", { className: `tone-${tone}` },
    h("button", {
      type: "button", className: "tick", ariaPressed: String(ticked), ariaLabel: ticked ? say("Batalkan centang {name}", { name: person.name }) : say("{name} tiba", { name: person.name }),
      onclick: () => (ticked ? untick(show, voyage, entry) : arrive(show, voyage, entry)),
    }, MARKS[place.kind] ?? ""),
    h("a", { className: "who-is", href: `#/daftar/${voyage.id}/orang/${encodeURIComponent(entry)}` },
      h("span", { className: "big" }, person.number ? h("i", {}, `${person.number}.`) : "", ` ${person.name}`),
      h("span", { className: "small" }, words2.join(" · ")),
      ticked || place.gate !== state.here ? h("span", { className: "place" }, words) : ""));
}

async function arrive(show, voyage, entry) {
  const { name } = voyage.people[entry];
  await record("tick", { roster: voyage.id, ...named(voyage, entry), tick: "arrived", gate: state.here }, say("{name}: tiba.", { name }), {
    undo: (own) => undo(show, voyage, own.uuid, name),
  });
  await show({ keep: true });
}

async function untick(show, voyage, entry) {
  const last = standing(voyage, entry).at(-1);
  if (!last) return tell(say("Tidak ada centang yang dapat dibatalkan."), { bad: true });
  return undo(show, voyage, last.id, voyage.people[entry].name);
}

export async function undo(show, voyage, tick, name) {
  const undone = voyage.facts.ticks.find((one) => one.id === tick);
  await record("tick", { roster: voyage.id, tick: "undo", gate: undone?.gate ?? state.here, undoes: tick }, say("{name}: centang dibatalkan.", { name }));
  await show({ keep: true });
}

function conflicts(voyage) {
  const open = voyage.result.conflicts.filter((one) => one.state === "open");
  if (!open.length) return "";
  return h("div", { className: "notice notice-bad" }, h("p", { className: "notice-title" }, say("▲ {n} tidak cocok", { n: open.length })),
    h("ul", {}, open.map((one) => h("li", {}, h("a", { href: `#/daftar/${voyage.id}/orang/${encodeURIComponent(one.entries[0])}` },
      `${one.entries.map((entry) => voyage.people[entry]?.name ?? "?").join(", ")}: ${conflictWords(one.kind)}`)))));
}

function foot(show, voyage) {
  return h("div", { className: "gate-do" },
    h("a", { className: "button", href: `#/daftar/${voyage.id}/orang/baru` }, say("Orang di luar daftar")),
    h("a", { className: "button button-main", href: `#/daftar/${voyage.id}/serah` }, say("Serah terima")),
    h("a", { className: "button", href: "#/" }, say("Semua daftar")));
}
