// What waits to be sent: how much, why, and the ways to bring it to the server.

import * as store from "./store.js";
import { button, h, main, say, tell } from "./dom.js";
import { asFile, download, waiting } from "./queue.js";
import { load, state } from "./state.js";
import { bring, NoSignal, send, SignedOut } from "./sync.js";
import { signIn } from "./screen-home.js";
import { clock } from "./words.js";

const KINDS = {
  roster: "Daftar tempel", tick: "Centang", extra: "Orang di luar daftar", count: "Hitungan kepala", ruling: "Putusan",
  handover: "Serah terima", notice: "Kabar", answer: "Jawaban", stop: "Laporan pencegahan",
};

export async function queueScreen(show) {
  const envelopes = await waiting();
  const decided = state.own.filter((one) => one.state && one.state !== "done");
  return [
    h("h1", {}, say("Antrean")),
    h("p", { className: "sum" }, envelopes.length ? say("{n} catatan tersegel belum terkirim", { n: envelopes.length }) : say("Semua catatan sudah terkirim")),
    state.photos ? h("p", {}, say("{n} foto belum terkirim", { n: state.photos })) : "",
    h("div", { className: "gate-do" },
      main(say("Kirim sekarang"), (event) => deliver(show, event.currentTarget)),
      button(say("Simpan berkas tersegel"), () => keepFile(envelopes), { disabled: !envelopes.length })),
    h("p", { className: "help" }, say("Berkas tersegel hanya terbuka di server. Siapa pun dari lembaga Anda dapat menyerahkannya di sana.")),
    troubled(envelopes),
    decided.length ? h("div", { className: "notice notice-warn" }, h("p", { className: "notice-title" }, say("{n} catatan menunggu keputusan di kantor", { n: decided.length })),
      h("ul", {}, decided.map((one) => h("li", {}, `${say(KINDS[one.kind] ?? one.kind)} · ${clock(one.at)}: ${one.says ?? ""}`)))) : "",
    h("ul", { className: "gate-history" }, envelopes.slice(0, 100).map((one) => h("li", {},
      h("span", {}, `${say(KINDS[one.kind] ?? one.kind)} · ${clock(one.at)}`), h("code", {}, `${one.uuid.slice(0, 8)}-${one.hash.slice(0, 8)}`)))),
    h("p", {}, h("a", { className: "button", href: "#/" }, say("Semua daftar"))),
  ];
}

function troubled(envelopes) {
  const some = envelopes.filter((one) => one.trouble);
  if (!some.length) return "";
  return h("div", { className: "notice notice-bad" }, h("p", { className: "notice-title" }, say("{n} catatan tidak dapat diterima server", { n: some.length })),
    h("p", {}, say("Catatan itu tetap di ponsel ini. Simpan berkas tersegel dan hubungi pengelola.")));
}

async function keepFile(envelopes) {
  const day = new Date().toISOString().slice(0, 10);
  download(asFile(envelopes), `sasando-antrean-${day}.json`);
  await store.write([["meta", "saved_at", new Date().toISOString()]]);
  tell(say("Berkas disimpan. Catatan tetap di ponsel sampai server memberi tanda terima."));
}

async function deliver(show, pressed) {
  pressed.disabled = true;
  try {
    const { sent, notes } = await send((n, left) => tell(say("{n} terkirim, {left} lagi …", { n, left })));
    await bring();
    await load();
    await show();
    tell(notes.length ? say("{n} terkirim. {m} menunggu keputusan.", { n: sent, m: notes.length }) : say("{n} catatan terkirim.", { n: sent }), { bad: notes.length > 0 });
  } catch (problem) {
    await load();
    await show();
    if (problem instanceof SignedOut) tell(signIn(), { bad: true });
    else if (problem instanceof NoSignal) tell(say("Sinyal putus. Yang belum terkirim tetap di ponsel; coba lagi nanti."), { bad: true });
    else tell(String(problem.message ?? problem), { bad: true });
  } finally {
    pressed.disabled = false;
  }
}
