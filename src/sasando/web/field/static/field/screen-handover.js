// Handing over: the sum as it stands, who receives, two signatures on the glass. And how many heads were counted.

import { field, h, main, say, tell } from "./dom.js";
import { balance } from "./facts.js";
import { listOf, record, state } from "./state.js";
import { equation, gateName } from "./words.js";

export async function handoverScreen(show, key) {
  const voyage = listOf(key);
  if (!voyage) return h("p", { className: "empty" }, say("Daftar ini tidak ada di ponsel ini."));
  const heads = h("input", { type: "number", min: 0, inputMode: "numeric" });
  const receiver = h("input", { maxLength: 120 });
  const signatures = { giver: glass(say("Yang menyerahkan")), receiver: glass(say("Yang menerima")) };
  const books = balance(voyage, state.here);
  return [
    h("p", { className: "trail" }, h("a", { href: `#/daftar/${key}` }, voyage.title)),
    h("h1", {}, say("Serah terima di {gate}", { gate: gateName(state.gates, state.here) })),
    h("p", { className: "sum" }, equation(voyage, state.here)),
    books.waiting.length ? h("div", { className: "notice notice-warn" }, h("p", {}, say("{n} orang belum dicentang.", { n: books.waiting.length }))) : "",
    h("form", { className: "form", autocomplete: "off", onsubmit: async (event) => {
      event.preventDefault();
      if (heads.value === "") return tell(say("Tulis hitungan kepala."), { bad: true });
      await record("count", { roster: key, gate: state.here, heads: Number(heads.value) }, say("Hitungan {n} tersimpan.", { n: heads.value }));
      return show({ keep: true });
    } }, field(say("Hitungan kepala"), heads, sumWords(voyage)), main(say("Simpan hitungan"), undefined, { type: "submit", className: "button" })),
    h("form", { className: "form", autocomplete: "off", onsubmit: async (event) => {
      event.preventDefault();
      if (!receiver.value.trim()) return tell(say("Tulis siapa yang menerima."), { bad: true });
      const drawn = Object.fromEntries(Object.entries(signatures).map(([who, one]) => [who, one.strokes]).filter(([, strokes]) => strokes.length));
      const own = await record("handover", { roster: key, gate: state.here, receiver: receiver.value.trim(), signatures: drawn }, "");
      if (!own) return null;
      location.hash = `#/daftar/${key}`;
      return tell(say("Serah terima tersimpan. Centang sesudah ini tampak sebagai pembetulan."));
    } }, field(say("Diterima oleh"), receiver), Object.values(signatures).map((one) => one.element), main(say("Serahkan"), undefined, { type: "submit" })),
  ];
}

function sumWords(voyage) {
  const wrong = voyage.result.sums.find((one) => one.gate === state.here && one.kind === "counted");
  return wrong ? say("Hitungan terakhir tidak sama dengan centang.") : say("Berapa orang yang Anda hitung di sini, apa pun centangnya.");
}

// A pane to draw on; strokes are lists of points from 0 to 1000.
function glass(words) {
  const strokes = [];
  const pane = h("canvas", { width: 600, height: 240, className: "glass", ariaLabel: words });
  const pen = pane.getContext("2d");
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round" });
  const at = (event) => {
    const box = pane.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((part) => Math.round(Math.min(1, Math.max(0, part)) * 1000));
  };
  let line = null;
  pane.addEventListener("pointerdown", (event) => { pane.setPointerCapture(event.pointerId); strokes.push((line = [at(event)])); });
  pane.addEventListener("pointermove", (event) => {
    if (!line) return;
    const [x, y] = line.at(-1);
    line.push(at(event));
    pen.strokeStyle = getComputedStyle(pane).color;
    pen.beginPath();
    pen.moveTo((x * 600) / 1000, (y * 240) / 1000);
    pen.lineTo((line.at(-1)[0] * 600) / 1000, (line.at(-1)[1] * 240) / 1000);
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) pane.addEventListener(end, () => { line = null; });
  const wipe = h("button", { type: "button", className: "button", onclick: () => { strokes.length = 0; pen.clearRect(0, 0, 600, 240); } }, say("Hapus coretan"));
  return { strokes, element: h("div", { className: "field" }, h("span", { className: "label" }, words), pane, wipe) };
}
