// A list from WhatsApp, without signal: kept as it is, read by the server later, ticked here at once by its lines.

import * as vault from "./vault.js";
import { choose, field, h, main, say, tell } from "./dom.js";
import { peopleOf } from "./lines.js";
import { load, record, state } from "./state.js";
import { uuid } from "./sealing.js";

const DRAFT = "draft:paste";

export async function pasteScreen() {
  if (!state.taken) return h("p", { className: "empty" }, say("Bawa daftar dahulu, sekali saja, selagi ada sinyal."));
  const draft = (await vault.read(DRAFT)) ?? {};
  const title = h("input", { maxLength: 200, value: draft.title ?? "" });
  const text = h("textarea", { rows: 10, value: draft.text ?? "", spellcheck: false });
  const due = choose(Object.entries(state.gates), draft.due ?? state.here);
  const carrier = h("input", { maxLength: 80, value: draft.carrier ?? "" });
  const understood = h("p", { className: "help", role: "status" });
  const said = () => ({ title: title.value, text: text.value, due: due.value, carrier: carrier.value });
  const look = () => { understood.textContent = say("{n} orang terbaca di ponsel ini. Server membacanya lebih teliti nanti.", { n: peopleOf(text.value, state.taken.named).length }); };
  let later;
  const keep = () => { look(); clearTimeout(later); later = setTimeout(() => vault.isOpen() && vault.keep(DRAFT, said()), 400); };
  look();
  return h("form", { className: "form", autocomplete: "off", oninput: keep, onsubmit: async (event) => {
    event.preventDefault();
    clearTimeout(later);
    const body = { ...said(), uuid: uuid(), title: title.value.trim() || say("Daftar tempel"), list_kind: "return" };
    if (!body.text.trim()) return tell(say("Tempel daftarnya dahulu."), { bad: true });
    const own = await record("roster", body, say("Daftar tersimpan di ponsel ini."), { also: [["private", DRAFT, undefined]] });
    if (!own) return null;
    await load();
    location.hash = `#/daftar/${own.uuid}`;
    return null;
  } },
  h("h1", {}, say("Tempel daftar")),
  field(say("Nama daftar"), title, say("Misalnya: Surat Nunukan, KM Bukit Siguntang.")),
  field(say("Tempel di sini"), text),
  understood,
  field(say("Turun di gerbang"), due, say("Bila daftar menyebut gerbang lain, yang di daftar berlaku.")),
  field(say("Kapal atau penerbangan"), carrier),
  main(say("Simpan dan mulai centang"), undefined, { type: "submit" }));
}
