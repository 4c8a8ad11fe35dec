// How places, kinds and sums are said. The sentences stand in `words.py` too, where their English is.

import { say } from "./dom.js";
import { balance, LEFT, RIGHT } from "./facts.js";

const TERMS = {
  due: "di surat", sent_here: "dikirim ke sini", extra: "tambahan", turned_up: "turun tak terduga",
  arrived: "tiba", carried_on: "lanjut", missing: "hilang", died: "meninggal", elsewhere: "di tempat lain",
  double: "baris ganda", waiting: "belum dicentang",
};
export const term = (name) => say(TERMS[name]);

export function gateName(gates, slug) {
  return gates[slug] ?? slug ?? "";
}

// Where somebody is, as a word and a tone.
export function placeOf(voyage, entry, gates, here = "") {
  const place = voyage.result.places[entry];
  const at = (slug) => gateName(gates, slug);
  if (!place) return ["", "unknown"];
  const ill = voyage.result.ill.includes(entry) ? ` · ${say("sakit")}` : "";
  switch (place.kind) {
    case "here": return [(place.gate === here ? say("Tiba") : say("Tiba di {gate}", { gate: at(place.gate) })) + ill, "good"];
    case "on_the_way": return [(place.gate ? say("Lanjut ke {gate}", { gate: at(place.gate) }) : say("Lanjut, tujuan belum disebut")) + ill, "info"];
    case "released": return [say("Diserahkan kepada {receiver}", { receiver: receiverOf(voyage, place) }) + ill, "good"];
    case "missing": return [place.since ? say("Hilang sejak {gate}", { gate: at(place.since) }) : say("Hilang, tidak ada yang melihat"), "bad"];
    case "died": return [say("Meninggal di {gate}", { gate: at(place.gate) }), "bad"];
    case "double": return [say("Baris ganda"), "unknown"];
    default: return [(place.gate ? say("Ditunggu di {gate}", { gate: at(place.gate) }) : say("Ditunggu")) + ill, "unknown"];
  }
}

const receiverOf = (voyage, place) => voyage.receivers[place.tick] || place.to || "";

// "17 di surat + 1 tambahan = 15 tiba + 2 lanjut + 1 hilang"
export function equation(voyage, gate) {
  const books = balance(voyage, gate);
  const side = (names) => names.filter((name) => books[name]?.length).map((name) => `${books[name].length} ${term(name)}`).join(" + ");
  return `${side(LEFT) || 0} = ${side(RIGHT) || 0}`;
}

const CONFLICTS = {
  died_and_alive: "Dicatat meninggal dan juga dicentang hidup", died_twice: "Dicatat meninggal di dua gerbang",
  arrived_and_missing: "Dicentang tiba dan juga hilang", released_twice: "Diserahkan kepada dua penerima",
  released_and_here: "Sudah diserahkan, tetapi masih dicentang di sini", two_gates: "Dicentang di dua gerbang",
  carried_and_arrived: "Dicentang lanjut dan juga tiba", carried_to_two: "Dikirim ke dua gerbang",
  separated: "Anak dan pendampingnya terpisah", person_twice: "Satu orang di dua baris",
  extra_but_announced: "Tambahan, padahal ada di surat", undo_disputed: "Pembatalan dipertentangkan",
  after_handover: "Dicentang sesudah serah terima",
};
export const conflictWords = (kind) => say(CONFLICTS[kind] ?? "Tidak cocok");

export const clock = (at) => new Date(at).toLocaleString(document.documentElement.lang === "en" ? "en-GB" : "id-ID", {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
});
