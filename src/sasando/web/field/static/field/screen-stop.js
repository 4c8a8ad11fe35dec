// A stop report in three minutes, without signal: who stopped whom, where, who brought them, why. With photos.

import * as vault from "./vault.js";
import { choose, field, h, main, say, tell } from "./dom.js";
import { shrink } from "./photos.js";
import { sealPhoto } from "./queue.js";
import { record, state } from "./state.js";
import { uuid } from "./sealing.js";

const DRAFT = "draft:stop";
const PLAIN = ["agency", "gate", "place", "mode", "carrier", "destination", "men", "women", "children", "people", "next"];
const OF_BRINGER = ["role", "name", "phone", "house", "ticket_buyer", "payer", "wage"];

export async function stopScreen() {
  if (!state.taken) return h("p", { className: "empty" }, say("Bawa daftar dahulu, sekali saja, selagi ada sinyal."));
  const draft = (await vault.read(DRAFT)) ?? { gate: state.here, agency: "service_office" };
  const inputs = makeInputs(draft);
  const reasons = state.taken.choices.reasons.map(([code, words]) => [code, h("input", { type: "checkbox", checked: (draft.reasons ?? []).includes(code) }), words]);
  const inside = h("input", { type: "checkbox", checked: draft.inside === true });
  const photos = h("input", { type: "file", accept: "image/*", multiple: true, capture: "environment" });
  const said = () => ({
    ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value])),
    inside: inside.checked,
    reasons: reasons.filter(([, box]) => box.checked).map(([code]) => code),
  });
  let later;
  const keep = () => { clearTimeout(later); later = setTimeout(() => vault.isOpen() && vault.keep(DRAFT, said()), 400); };
  const submit = async (event) => {
    event.preventDefault();
    clearTimeout(later);
    await send(said(), [...photos.files]);
  };
  return h("form", { className: "form", autocomplete: "off", oninput: keep, onsubmit: submit }, page(inputs, inside, reasons, photos));
}

function makeInputs(draft) {
  const of = state.taken.choices;
  const text = (name, more = {}) => h("input", { value: draft[name] ?? "", maxLength: 120, ...more });
  const number = (name) => text(name, { type: "number", min: 0, max: 1000, inputMode: "numeric" });
  return {
    agency: choose(of.agency, draft.agency),
    gate: choose([["", say("Bukan di gerbang")], ...Object.entries(state.gates)], draft.gate),
    place: text("place"), mode: choose([["", say("Belum dicatat")], ...of.mode], draft.mode), carrier: text("carrier", { maxLength: 80 }),
    destination: text("destination"), men: number("men"), women: number("women"), children: number("children"),
    people: h("textarea", { rows: 5, value: draft.people ?? "", spellcheck: false }),
    next: choose([["", say("Belum diputuskan")], ...of.next], draft.next),
    role: choose(of.role, draft.role ?? "unknown"), name: text("name"), phone: text("phone", { type: "tel", maxLength: 60 }), house: text("house", { maxLength: 200 }),
    ticket_buyer: text("ticket_buyer"), payer: text("payer"), wage: text("wage", { inputMode: "numeric", maxLength: 12 }),
  };
}

function page(inputs, inside, reasons, photos) {
  const group = (title, ...children) => h("fieldset", { className: "panel" }, h("legend", {}, title), children);
  const check = (box, words) => h("label", {}, box, words);
  return [
    h("h1", {}, say("Laporan pencegahan")),
    group(say("Di mana"), field(say("Siapa yang mencegah"), inputs.agency), field(say("Gerbang"), inputs.gate), field(say("Tempat lain"), inputs.place),
      field(say("Moda"), inputs.mode), field(say("Kapal, penerbangan, atau kendaraan"), inputs.carrier), field(say("Tujuan"), inputs.destination), check(inside, say("Tujuan di dalam Indonesia"))),
    group(say("Siapa"), field(say("Nama-nama, satu baris satu orang"), inputs.people, say("Boleh kosong bila jumlahnya ditulis.")),
      field(say("Laki-laki"), inputs.men), field(say("Perempuan"), inputs.women), field(say("Anak"), inputs.children)),
    group(say("Yang membawa mereka"), field(say("Sebagai"), inputs.role), field(say("Nama"), inputs.name), field(say("Telepon"), inputs.phone), field(say("Rumah atau alamat"), inputs.house),
      field(say("Pembeli tiket"), inputs.ticket_buyer), field(say("Yang membayar"), inputs.payer), field(say("Upah yang dijanjikan"), inputs.wage)),
    group(say("Mengapa"), reasons.map(([, box, words]) => check(box, words))),
    group(say("Sesudah itu"), field(say("Tindak lanjut"), inputs.next), field(say("Foto tiket atau dokumen"), photos, say("Diperkecil; tempat pengambilannya dibuang."))),
    main(say("Simpan laporan"), undefined, { type: "submit" }),
  ];
}

async function send(said, files) {
  const whole = (text) => (text === "" ? null : Number(text));
  const brought = Object.fromEntries(OF_BRINGER.map((name) => [name, said[name].trim()]));
  const body = {
    ...Object.fromEntries(PLAIN.map((name) => [name, said[name].trim()])), uuid: uuid(), inside: said.inside, reasons: said.reasons, papers: [],
    men: whole(said.men), women: whole(said.women), children: whole(said.children), brought: brought.name || brought.phone || brought.house || brought.payer ? [brought] : [],
  };
  if (!body.gate && !body.place) return tell(say("Pilih gerbangnya, atau tulis tempatnya."), { bad: true });
  if (!body.people && !body.men && !body.women && !body.children) return tell(say("Tulis namanya, atau berapa orang."), { bad: true });
  const photos = await Promise.all(files.map(async (file) => sealPhoto(body.uuid, "ticket", await shrink(file))));
  const own = await record("stop", body, "", { also: [...photos, ["private", DRAFT, undefined]] });
  if (!own) return null;
  location.hash = "#/";
  return tell(say("Laporan tersimpan dan tersegel di ponsel ini."));
}
