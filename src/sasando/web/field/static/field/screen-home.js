// The first screen: where one stands, the lists of these days, what can be done.

import * as vault from "./vault.js";
import { button, choose, field, h, main, say, tell } from "./dom.js";
import { balance } from "./facts.js";
import { load, stand, state } from "./state.js";
import { bring, NoSignal, SignedOut } from "./sync.js";
import { clock, equation, term } from "./words.js";

export async function homeScreen(show) {
  if (!state.taken) return first(show);
  const here = state.lists.filter((one) => one.facts.gates.includes(state.here) || one.pasted);
  const others = state.lists.filter((one) => !here.includes(one));
  return [
    h("h1", {}, say("Daftar di gerbang")),
    gateChoice(show),
    h("ul", { className: "gate-lists" }, [...here, ...others].map(card)),
    state.lists.length ? "" : h("p", { className: "empty" }, say("Tidak ada daftar untuk hari-hari ini. Tempel daftar dari WhatsApp, atau bawa daftar lagi saat ada sinyal.")),
    h("div", { className: "gate-do" },
      h("a", { className: "button button-main", href: "#/tempel" }, say("Tempel daftar")),
      h("a", { className: "button", href: "#/cegah" }, say("Laporan pencegahan")),
      button(say("Bawa daftar terbaru"), () => take(show)),
      button(say("Kunci"), () => vault.lock())),
    h("p", { className: "help" }, say("Dibawa {day}. Terhapus dari ponsel ini {until}.", { day: clock(state.taken.taken_at), until: clock(state.taken.expires_at) })),
  ];
}

function first(show) {
  return [
    h("h1", {}, say("Bawa daftar")),
    h("p", {}, say("Selagi ada sinyal, bawa daftar gerbang Anda ke ponsel ini. Sesudah itu ponsel bekerja tanpa sinyal.")),
    main(say("Bawa daftar"), () => take(show)),
    state.queued ? h("p", {}, h("a", { href: "#/antrean" }, say("{n} catatan tersegel menunggu dikirim.", { n: state.queued }))) : "",
  ];
}

export async function take(show) {
  try {
    await bring();
    await load();
    await show();
    tell(say("Daftar sudah dibawa."));
  } catch (problem) {
    if (problem instanceof SignedOut) tell(signIn(), { bad: true });
    else if (problem instanceof NoSignal) tell(say("Tidak ada sinyal. Daftar yang sudah dibawa tetap dapat dipakai."), { bad: true });
    else tell(say("Ponsel ini tidak dapat menyimpan daftar: {problem}", { problem: problem.message }), { bad: true });
  }
}

export function signIn() {
  return h("span", {}, say("Masuk lagi untuk mengirim. Catatan tetap tersegel di ponsel ini."), " ", h("a", { href: "/masuk/?next=/lapangan/ponsel/" }, say("Masuk")));
}

function gateChoice(show) {
  const gates = Object.entries(state.gates);
  const mine = gates.filter(([slug]) => state.taken.here.includes(slug));
  const rest = gates.filter(([slug]) => !state.taken.here.includes(slug));
  const input = choose([...mine, ...rest], state.here, { onchange: async () => { await stand(input.value); await show({ keep: true }); } });
  return field(say("Anda di gerbang"), input);
}

function card(voyage) {
  const books = balance(voyage, state.here);
  const open = voyage.result.conflicts.filter((one) => one.state === "open").length;
  return h("li", {}, h("a", { className: "gate-card", href: `#/daftar/${voyage.id}` },
    h("b", {}, voyage.title),
    h("span", {}, [voyage.carrier, voyage.arrives_at && clock(voyage.arrives_at), voyage.pasted && say("ditempel di ponsel ini")].filter(Boolean).join(" · ")),
    h("span", { className: "sum" }, equation(voyage, state.here)),
    books.missing.length ? h("span", { className: "lost" }, `■ ${books.missing.length} ${term("missing")}`) : "",
    open ? h("span", { className: "lost" }, say("▲ {n} tidak cocok", { n: open })) : ""));
}
