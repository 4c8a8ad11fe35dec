// Facts made on this phone: sealed the moment they are saved, kept until the server signed that it has them.

import * as store from "./store.js";
import * as vault from "./vault.js";
import { digestOf, fromBase64, headOf, seal, toBase64, uuid } from "./sealing.js";

export const changed = new BroadcastChannel("sasando-lapangan");

export async function device() {
  let mine = await store.read("meta", "device");
  if (!mine) await store.write([["meta", "device", (mine = uuid())]]);
  return mine;
}

// Save one fact: sealed into the queue, and for the screen under the PIN, both or neither. When the phone is full, the
// error has the sealed envelope with it, so that it can still be saved as a file.
export async function save(kind, body, { also = [] } = {}) {
  const envelope = await sealed(kind, body);
  const own = { uuid: envelope.uuid, kind, body, at: envelope.at, device: envelope.device };
  try {
    await store.write([["queue", envelope.uuid, envelope], await vault.row(`own:${envelope.uuid}`, own), ...also], { add: true });
  } catch (problem) {
    problem.envelope = envelope;
    throw problem;
  }
  changed.postMessage("saved");
  return own;
}

async function sealed(kind, body) {
  const keys = await store.read("meta", "keys");
  const envelope = {
    organisation: await store.read("meta", "organisation"),
    device: await device(),
    uuid: body.uuid ?? uuid(),
    kind,
    base: (await store.read("meta", "taken_at")) ?? "",
    at: new Date().toISOString(),
  };
  const { uuid: _, ...said } = body;
  const head = headOf(envelope);
  const text = new TextEncoder().encode(JSON.stringify(said));
  envelope.sealed = await seal(text, head, fromBase64(keys.sync));
  envelope.hash = await digestOf(head, envelope.sealed);
  return envelope;
}

// A photo for a report: the first line of what is sealed says its kind and length.
export async function sealPhoto(of, kind, bytes) {
  const keys = await store.read("meta", "keys");
  const photo = { organisation: await store.read("meta", "organisation"), device: await device(), uuid: uuid(), of };
  const head = headOf({ ...photo, kind: "photo", base: of, at: "" });
  const first = new TextEncoder().encode(`${kind} ${bytes.length}\n`);
  const whole = new Uint8Array(first.length + bytes.length);
  whole.set(first);
  whole.set(bytes, first.length);
  photo.sealed = await seal(whole, head, fromBase64(keys.sync));
  photo.hash = await digestOf(head, photo.sealed);
  return ["photos", photo.uuid, photo];
}

export const waiting = async () =>
  (await store.all("queue")).map(([, envelope]) => envelope).sort((one, other) => (one.at < other.at ? -1 : 1));

export const wire = (envelope) => ({ ...envelope, sealed: toBase64(envelope.sealed), trouble: undefined });

// The queue as a file that anybody of the organisation can hand in. Photos are not in it: they stay on the phone.
export function asFile(envelopes) {
  const text = JSON.stringify({ sasando: "berkas tersegel 1", envelopes: envelopes.map(wire) });
  return new Blob([text], { type: "application/json" });
}

export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
