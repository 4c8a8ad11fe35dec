// One person: everything that can be seen of them at this gate, in one tap each; and somebody who is on no list.

import { button, choose, field, h, main, say, tell } from "./dom.js";
import { named, standing } from "./facts.js";
import { listOf, record, state } from "./state.js";
import { uuid } from "./sealing.js";
import { undo } from "./screen-list.js";
import { clock, conflictWords, gateName, placeOf } from "./words.js";

export async function personScreen(show, key, entry) {
  const voyage = listOf(key);
  if (!voyage) return h("p", { className: "empty" }, say("Daftar ini tidak ada di ponsel ini."));
  if (entry === "baru") return extraForm(voyage, null);
  const person = voyage.people[entry];
  if (!person) return h("p", { className: "empty" }, say("Orang ini tidak ada di ponsel ini."));
  const [words, tone] = placeOf(voyage, entry, state.gates);
  return [
    h("p", { className: "trail" }, h("a", { href: `#/daftar/${key}` }, voyage.title)),
    h("h1", {}, person.name),
    h("p", {}, h("span", { className: `tag tag-${tone}` }, words)),
    h("p", { className: "small" }, [person.number && say("Nomor {n}", { n: person.number }), person.age && say("{n} th", { n: person.age }), person.place].filter(Boolean).join(" · ")),
    person.line ? h("p", { className: "help" }, person.line) : "",
    conflictsOf(show, voyage, entry),
    actions(show, voyage, entry, person),
    history(show, voyage, entry, person),
  ];
}

function actions(show, voyage, entry, person) {
  const back = () => { location.hash = `#/daftar/${voyage.id}`; };
  const tick = async (kind, words, more = {}) => {
    const body = { roster: voyage.id, ...named(voyage, entry), tick: kind, gate: state.here, ...more };
    const own = await record("tick", body, "");
    if (!own) return;
    back();
    await show();
    tell(`${person.name}: ${words}`, { undo: () => undo(show, listOf(voyage.id), own.uuid, person.name) });
  };
  const route = [...new Set([...voyage.facts.gates, ...Object.keys(state.gates)])].filter((slug) => state.gates[slug]);
  const to = choose(route.filter((slug) => slug !== state.here).map((slug) => [slug, gateName(state.gates, slug)]), route[route.indexOf(state.here) + 1]);
  const since = choose([["", say("Tidak tahu")], ...route.map((slug) => [slug, gateName(state.gates, slug)])], route[route.indexOf(state.here) - 1] ?? "");
  const receiver = h("input", { maxLength: 120 });
  return h("div", { className: "gate-actions" },
    main(say("Tiba di sini"), () => tick("arrived", say("tiba."))),
    sheet(say("Lanjut ke …"), field(say("Gerbang berikut"), to), main(say("Catat lanjut"), () => tick("carried_on", say("lanjut."), { to: to.value }))),
    sheet(say("Diserahkan kepada …"), field(say("Siapa yang menerima"), receiver, say("Keluarga, Dinas, rumah sakit, desa.")), main(say("Catat serah"), () =>
      (receiver.value.trim() ? tick("released", say("diserahkan."), { receiver: receiver.value.trim() }) : tell(say("Tulis siapa yang menerima."), { bad: true })))),
    sheet(say("Hilang sejak …"), field(say("Terakhir terlihat di"), since), button(say("Catat hilang"), () => tick("missing", say("hilang."), { since: since.value }), { className: "button button-danger-full" })),
    button(say("Terlihat, tidak turun"), () => tick("seen", say("terlihat."))),
    button(say("Sakit"), () => tick("ill", say("sakit."))),
    sheet(say("Meninggal …"), h("p", {}, say("Catat hanya bila sudah pasti.")), button(say("Catat meninggal"), () => tick("died", say("meninggal.")), { className: "button button-danger-full" })),
    sheet(say("Anak ikut …"), extraForm(voyage, entry)));
}

const sheet = (words, ...children) => h("details", {}, h("summary", { className: "button" }, words), h("div", { className: "panel" }, children));

function history(show, voyage, entry, person) {
  const ticks = standing(voyage, entry);
  if (!ticks.length) return "";
  return h("ul", { className: "gate-history" }, ticks.map((one) => h("li", {},
    h("span", {}, `${kindWords(one.kind)} · ${gateName(state.gates, one.gate)} · ${clock(one.at)}`),
    button(say("Batalkan"), () => undo(show, voyage, one.id, person.name)))));
}

const KINDS = {
  arrived: "Tiba", seen: "Terlihat", carried_on: "Lanjut", released: "Diserahkan", missing: "Hilang", extra: "Tambahan", ill: "Sakit", died: "Meninggal",
};
const kindWords = (kind) => say(KINDS[kind] ?? kind);

function conflictsOf(show, voyage, entry) {
  const open = voyage.result.conflicts.filter((one) => one.state === "open" && one.entries.includes(entry));
  return open.map((one) => h("div", { className: "notice notice-bad" },
    h("p", { className: "notice-title" }, conflictWords(one.kind)),
    h("p", {}, say("Mana yang benar?")),
    h("div", { className: "buttons" }, one.ticks.map((id) => {
      const tick = voyage.facts.ticks.find((other) => other.id === id);
      const words = tick ? `${kindWords(tick.kind)} · ${gateName(state.gates, tick.gate)} · ${clock(tick.at)}` : id;
      return button(words, async () => {
        await record("ruling", { roster: voyage.id, conflict: one.key, keeps: [id] }, say("Diputuskan: {words}", { words }));
        await show({ keep: true });
      });
    }))));
}

function extraForm(voyage, adult) {
  const name = h("input", { maxLength: 200 });
  const description = h("input", { maxLength: 300 });
  const age = h("input", { type: "number", min: 0, max: 129, inputMode: "numeric" });
  const sex = choose([["", say("Belum dicatat")], ["F", say("Perempuan")], ["M", say("Laki-laki")]]);
  const submit = async (event) => {
    event.preventDefault();
    if (!name.value.trim() && !description.value.trim()) return tell(say("Tulis nama atau ciri-ciri orang ini; salah satu cukup."), { bad: true });
    const body = {
      roster: voyage.id, gate: state.here, entry: uuid(), name: name.value.trim(), description: description.value.trim(), sex: sex.value,
      age: age.value === "" ? null : Number(age.value), companion_of: adult ? named(voyage, adult) : null,
    };
    const own = await record("extra", body, "");
    if (!own) return null;
    location.hash = `#/daftar/${voyage.id}`;
    return tell(say("{name}: tambahan, dicatat.", { name: body.name || body.description }));
  };
  return h("form", { className: "form", autocomplete: "off", onsubmit: submit },
    adult ? "" : h("h1", {}, say("Orang di luar daftar")),
    field(say("Nama"), name, say("Boleh kosong bila ada ciri-ciri.")), field(say("Ciri-ciri"), description, say("Misalnya: perempuan, sekitar 25, baju merah.")),
    field(say("Umur"), age), field(say("Jenis kelamin"), sex), main(say("Catat"), undefined, { type: "submit" }));
}
