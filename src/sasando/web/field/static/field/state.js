// What the app shows, read from the phone's store, and saving a fact with what the screen says of it.

import * as store from "./store.js";
import * as vault from "./vault.js";
import { asFile, download, save } from "./queue.js";
import { button, say, tell } from "./dom.js";
import { voyages } from "./facts.js";

export const state = { taken: null, own: [], lists: [], queued: 0, photos: 0, gates: {}, here: "" };

export async function load() {
  state.taken = (await vault.read("taken")) ?? null;
  state.own = (await vault.readAll("own:")).sort((one, other) => (one.at < other.at ? -1 : 1));
  state.queued = await store.count("queue");
  state.photos = await store.count("photos");
  state.gates = state.taken?.gates ?? {};
  state.here = (await store.read("meta", "here")) || state.taken?.here[0] || Object.keys(state.gates)[0] || "";
  state.lists = voyages(state.taken, state.own);
}

export const listOf = (key) => state.lists.find((one) => one.id === key);

export async function stand(gate) {
  await store.write([["meta", "here", gate]]);
  await load();
}

// Saves, shows the new sums, and says so. When the phone is full nothing is silently lost.
export async function record(kind, body, words, { undo = null, also = [] } = {}) {
  try {
    const own = await save(kind, body, { also });
    await load();
    if (words) tell(words, { undo: undo && (() => undo(own)) });
    return own;
  } catch (problem) {
    if (!problem.envelope) throw problem;
    full(problem.envelope);
    return null;
  }
}

function full(envelope) {
  tell(say("Ponsel penuh: catatan ini BELUM tersimpan. Simpan sebagai berkas, atau kosongkan ponsel lalu ulangi."), { bad: true });
  document.getElementById("said").append(
    button(say("Simpan berkas tersegel"), () => download(asFile([envelope]), `sasando-${envelope.uuid.slice(0, 8)}.json`)),
  );
}
