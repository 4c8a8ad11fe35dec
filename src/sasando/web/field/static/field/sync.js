// When there is signal: hand in what waits, then take along the newest lists. Nothing is forgotten without a receipt.

import * as store from "./store.js";
import * as vault from "./vault.js";
import { changed, waiting, wire } from "./queue.js";
import { fromBase64, isReceipt } from "./sealing.js";

const BATCH = 40;
const BATCH_BYTES = 400_000;
const PIECE = 256 * 1024;

export class SignedOut extends Error {}
export class NoSignal extends Error {}

async function ask(address, how = {}) {
  let answer;
  try {
    const patience = AbortSignal.timeout ? AbortSignal.timeout(120_000) : undefined;
    answer = await fetch(address, { redirect: "manual", cache: "no-store", credentials: "same-origin", signal: patience, ...how });
  } catch (problem) {
    throw new NoSignal(String(problem));
  }
  if (answer.type === "opaqueredirect" || answer.status === 404) throw new SignedOut();
  if (answer.status >= 500) throw new NoSignal(`server ${answer.status}`);
  try {
    return [answer.status, await answer.json()];
  } catch (problem) {
    if (answer.status === 403) return [403, {}];
    throw new NoSignal(String(problem)); // cut in the middle
  }
}

// Hand in everything that waits. Gives how many the server has now, and what it said of those that are not plain.
export async function send(progress = () => {}) {
  const work = async (lock) => (lock === null ? { sent: 0, notes: [] } : sendAll(progress));
  return navigator.locks ? navigator.locks.request("sasando-kirim", { ifAvailable: true }, work) : work();
}

async function sendAll(progress) {
  const result = { sent: 0, notes: [] };
  let [, who] = await ask("/lapangan/hadir.json");
  for (let left = await unsent(); left.length; left = await unsent()) {
    const batch = first(left);
    const [status, said] = await post(batch, who.csrf);
    if (status === 403) throw new SignedOut();
    if (status !== 200) throw new NoSignal(`answer ${status}`);
    if ((await settle(batch, said.answers, result)) === 0) break; // nothing of it was taken: not again and again
    progress(result.sent, (await unsent()).length);
    changed.postMessage("sent");
  }
  await sendPhotos(who.csrf);
  return result;
}

const unsent = async () => (await waiting()).filter((one) => !one.trouble);

function first(envelopes) {
  const batch = [];
  let bytes = 0;
  for (const one of envelopes) {
    bytes += one.sealed.length * 1.4 + 400;
    if (batch.length && (batch.length >= BATCH || bytes > BATCH_BYTES)) break;
    batch.push(one);
  }
  return batch;
}

// Many phones on one quay: the server takes one at a time, the others come again in a moment.
async function post(batch, csrf) {
  for (let turn = 0; ; turn += 1) {
    const [status, said] = await postOnce(batch, csrf);
    if (status !== 429 || turn >= 40) return [status, said];
    await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 2500));
  }
}

const postOnce = (batch, csrf) =>
  ask("/lapangan/kirim/", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ envelopes: batch.map(wire) }),
  });

// Forget what the server signed for; keep the rest, and what was said of it.
async function settle(batch, answers, result) {
  const keys = await store.read("meta", "keys");
  const rows = [];
  let settled = 0;
  for (const envelope of batch) {
    const answer = answers.find((one) => one.uuid === envelope.uuid && one.hash === envelope.hash);
    if (answer && (await isReceipt(answer.receipt, envelope, fromBase64(keys.receipt)))) {
      rows.push(["queue", envelope.uuid, undefined], ...(await seen(envelope.uuid, answer)));
      result.sent += 1;
      settled += 1;
      if (answer.state !== "done") result.notes.push(answer.says);
    } else if (answer && answer.state === "refused") {
      rows.push(["queue", envelope.uuid, { ...envelope, trouble: answer.because }]);
      result.notes.push(answer.says);
      settled += 1;
    }
  }
  if (rows.length) await store.write(rows);
  return settled;
}

async function seen(key, answer) {
  if (!vault.isOpen()) return [];
  const own = await vault.read(`own:${key}`);
  return own ? [await vault.row(`own:${key}`, { ...own, sent: true, state: answer.state, says: answer.says })] : [];
}

async function sendPhotos(csrf) {
  const keys = await store.read("meta", "keys");
  for (const [key, photo] of await store.all("photos")) {
    let have = 0;
    for (let turns = 0; turns < 60; turns += 1) {
      const piece = turns === 0 ? new Uint8Array() : photo.sealed.subarray(have, have + PIECE);
      const [status, said] = await put(photo, have, piece, csrf);
      if (status !== 200) break;
      if (await isReceipt(said.receipt, photo, fromBase64(keys.receipt))) {
        await store.write([["photos", key, undefined]]);
        break;
      }
      have = said.have;
    }
  }
}

const put = (photo, from, piece, csrf) =>
  ask(`/lapangan/lampiran/${photo.uuid}/?from=${from}`, {
    method: "PUT",
    headers: {
      "Content-Type": "application/octet-stream",
      "X-CSRFToken": csrf,
      "X-Device": photo.device,
      "X-Of": photo.of,
      "X-Hash": photo.hash,
      "X-Size": String(photo.sealed.length),
    },
    body: piece,
  });

// Take along the lists of these days. What was made here and is in them already need not be kept twice.
export async function bring() {
  const [status, said] = await ask("/lapangan/bawa.json");
  if (status !== 200) throw new SignedOut();
  const { csrf, keys, organisation, expires_at, taken_at, ...taken } = said;
  const own = await vault.readAll("own:");
  await store.write([
    ["meta", "keys", keys],
    ["meta", "organisation", organisation],
    ["meta", "expires_at", expires_at],
    ["meta", "taken_at", taken_at],
    await vault.row("taken", { ...taken, taken_at, expires_at }),
    ...own.filter((one) => one.sent && one.state === "done").map((one) => ["private", `own:${one.uuid}`, undefined]),
  ]);
  changed.postMessage("taken");
}
