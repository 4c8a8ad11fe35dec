// The lock: making a PIN the first time, opening with it afterwards.

import * as store from "./store.js";
import * as vault from "./vault.js";
import { field, h, main, say, tell } from "./dom.js";

export async function pinScreen(begin) {
  return (await vault.isMade()) ? opening(begin) : making(begin);
}

const pinInput = () => h("input", { type: "password", inputMode: "numeric", pattern: "[0-9]*", maxLength: 8, required: true });

function form(children, submit) {
  return h("form", { className: "form gate-lock", autocomplete: "off", onsubmit: async (event) => { event.preventDefault(); await submit(); } }, children);
}

function making(begin) {
  const pin = pinInput();
  const again = pinInput();
  return form([
    h("h1", {}, say("Buat PIN untuk ponsel ini")),
    h("p", {}, say("PIN membuka daftar yang dibawa. Sepuluh kali salah: daftar dihapus dari ponsel ini.")),
    field(say("PIN, 4 sampai 8 angka"), pin),
    field(say("Sekali lagi"), again),
    main(say("Buat PIN"), undefined, { type: "submit" }),
  ], async () => {
    if (!vault.isPin(pin.value)) return tell(say("PIN harus 4 sampai 8 angka."), { bad: true });
    if (pin.value !== again.value) return tell(say("Kedua PIN tidak sama."), { bad: true });
    await vault.make(pin.value);
    return begin();
  });
}

async function opening(begin) {
  const pin = pinInput();
  const waits = (await store.count("queue")) + (await store.count("photos"));
  return form([
    h("h1", {}, say("Terkunci")),
    h("p", {}, say("Daftar di ponsel ini terkunci. {n} catatan tersegel menunggu dikirim.", { n: waits })),
    field(say("PIN"), pin),
    main(say("Buka"), undefined, { type: "submit" }),
  ], async () => {
    if (await vault.open(pin.value)) return begin();
    pin.value = "";
    if (!(await vault.isMade())) {
      tell(say("Sepuluh kali salah: daftar di ponsel ini dihapus. Catatan tersegel tetap ada."), { bad: true });
      return begin();
    }
    return tell(say("PIN salah. Sisa {n} percobaan.", { n: await vault.triesLeft() }), { bad: true });
  });
}
