// The scanner: reads a code from the camera, a photo or pasted text, and judges it with what the phone keeps. It works
// in airplane mode after one visit. A code that cannot be read is said so, and the next one may come.

import { momentWords, say, show } from "./answer.js";
import { codeInFile, watch } from "./seeing.js";
import { known, refresh } from "./kept.js";
import { judge } from "./judging.js";

const place = (id) => document.getElementById(id);
const answer = place("jawaban");
let stop = null;
let asked = 0; // the last question counts; an answer that comes late is not shown

async function ask(find) {
  const mine = ++asked;
  answer.setAttribute("aria-busy", "true");
  let judgement = null;
  try {
    const code = await find();
    const { able, keys, list } = await known();
    if (!able) return;
    judgement = code ? await judge(code, keys, list, Date.now() / 1000) : null;
  } catch {
    judgement = null; // whatever was in it, the next one may be good
  } finally {
    answer.removeAttribute("aria-busy");
  }
  if (mine !== asked) return;
  show(answer, judgement);
  answer.focus();
  answer.scrollIntoView({ block: "nearest" });
}

async function showAge() {
  const { able, keys, list, fetchedAt } = await known();
  place("tak-mampu").hidden = able;
  const line = place("umur");
  const old = Boolean(list && list.expiresAt <= Date.now() / 1000);
  line.className = fetchedAt && list && !old ? "notice" : "notice notice-warn";
  line.textContent = fetchedAt === null || !keys.size
    ? say("nothing_kept")
    : say(!list ? "no_list" : old ? "old_list" : "fresh_list", { fetched: momentWords(fetchedAt), listed: list ? momentWords(list.issuedAt * 1000) : "" });
}

async function renew() {
  const button = place("perbarui");
  button.disabled = true;
  const came = await refresh();
  button.disabled = false;
  await showAge();
  if (!came) place("umur").append(` ${say("not_fetched")}`);
}

async function lookThroughCamera() {
  const [video, button] = [place("kamera"), place("buka-kamera")];
  if (stop) {
    stop();
    return closed();
  }
  try {
    video.hidden = false;
    button.textContent = say("close_camera");
    stop = await watch(video, (code) => {
      closed();
      ask(async () => code);
      return true;
    });
  } catch {
    closed();
    place("tanpa-kamera").hidden = false;
  }

  function closed() {
    stop = null;
    video.hidden = true;
    button.textContent = say("open_camera");
  }
}

place("buka-kamera").addEventListener("click", lookThroughCamera);
place("perbarui").addEventListener("click", renew);
place("foto").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  if (file) ask(() => codeInFile(file)).finally(() => { target.value = ""; }); // the same photo may be chosen again
});
place("ketik").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(async () => place("kode").value);
});
addEventListener("online", renew);
place("pindai").hidden = false;
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/kartu/pindai/sw.js", { scope: "/kartu/pindai/", updateViaCache: "none" }).catch(() => {});
}
navigator.storage?.persist?.().catch(() => {});
await showAge();
if (navigator.onLine) await renew();
