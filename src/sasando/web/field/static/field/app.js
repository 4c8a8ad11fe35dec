// The app at the gate: locks, leads from screen to screen, and asks the service worker to keep it for days without signal.

import * as store from "./store.js";
import * as vault from "./vault.js";
import { changed } from "./queue.js";
import { h, hush, say } from "./dom.js";
import { load, state } from "./state.js";
import { pinScreen } from "./screen-pin.js";
import { homeScreen } from "./screen-home.js";
import { listScreen } from "./screen-list.js";
import { personScreen } from "./screen-person.js";
import { pasteScreen } from "./screen-paste.js";
import { stopScreen } from "./screen-stop.js";
import { queueScreen } from "./screen-queue.js";
import { handoverScreen } from "./screen-handover.js";

const SCREENS = [
  [/^#\/daftar\/([\w-]+)$/, listScreen],
  [/^#\/daftar\/([\w-]+)\/serah$/, handoverScreen],
  [/^#\/daftar\/([\w-]+)\/orang\/(.+)$/, personScreen],
  [/^#\/tempel$/, pasteScreen],
  [/^#\/cegah$/, stopScreen],
  [/^#\/antrean$/, queueScreen],
];
const main = document.getElementById("isi");

export async function show({ keep = false } = {}) {
  const top = scrollY;
  if (await vault.forgetWhatExpired()) await load();
  showState();
  if (!vault.isOpen()) return put(await pinScreen(begin), top, keep);
  const [, screen, ...parts] = found();
  if (!keep) hush();
  put(await screen(show, ...parts.map(decodeURIComponent)), top, keep);
}

function found() {
  for (const [pattern, screen] of SCREENS) {
    const match = pattern.exec(location.hash);
    if (match) return [match[0], screen, ...match.slice(1)];
  }
  return ["", homeScreen];
}

function put(content, top, keep) {
  main.replaceChildren(...[content].flat());
  if (keep) scrollTo(0, top);
  else scrollTo(0, 0);
}

function showState() {
  const words = [navigator.onLine ? say("ada sinyal") : say("tanpa sinyal")];
  if (vault.isOpen()) words.push(say("{n} di antrean", { n: state.queued + state.photos }));
  document.getElementById("state").replaceChildren(h("span", { className: navigator.onLine ? "" : "off" }, words.join(" · ")));
}

async function begin() {
  await load();
  await show();
}

async function keepApp() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/lapangan/sw.js", { scope: "/lapangan/", updateViaCache: "none" });
}

addEventListener("hashchange", () => show());
addEventListener("online", showState);
addEventListener("offline", showState);
changed.addEventListener("message", async () => {
  if (!vault.isOpen()) return;
  await load();
  showState();
  if (!main.querySelector("form")) await show({ keep: true }); // nobody is typing
});
vault.lockWhenIdle();
keepApp().catch(() => {});
navigator.storage?.persist?.().catch(() => {});
await store.open().then(() => show(), () => put(
  h("p", {}, say("Ponsel ini tidak mengizinkan penyimpanan, jadi halaman ini tidak dapat dipakai tanpa sinyal.")), 0, false,
));
