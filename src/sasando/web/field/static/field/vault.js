// What the screen must be able to show again is kept encrypted under a PIN. A PIN is short: ten wrong ones and all of it
// is gone, three days and all of it is gone, five idle minutes and it is locked. What is sealed for the server stays.

import * as store from "./store.js";

const ROUNDS = 310_000; // of PBKDF2-SHA-256; about a second on an old phone
const MOST_WRONG = 10;
const IDLE = 5 * 60_000;
let key = null;
let lastTouch = Date.now();

export const isOpen = () => key !== null;
export const isMade = async () => (await store.read("meta", "vault")) !== undefined;
export const isPin = (pin) => /^\d{4,8}$/.test(pin);
export const wrongSoFar = async () => (await store.read("meta", "wrong")) ?? 0;
export const triesLeft = async () => MOST_WRONG - (await wrongSoFar());

async function pinKey(pin, salt, rounds) {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

export async function make(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const how = { name: "AES-GCM", iv };
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await pinKey(pin, salt, ROUNDS), how);
  await store.write([["meta", "vault", { salt, iv, wrapped, rounds: ROUNDS }], ["meta", "wrong", 0]]);
  await open(pin);
}

// True when the PIN opens; a wrong one is counted before it is tried, so that switching off does not help.
export async function open(pin) {
  const made = await store.read("meta", "vault");
  if (!made) return false;
  const wrong = await store.countUp("wrong");
  try {
    const how = { name: "AES-GCM", iv: made.iv };
    const uses = ["encrypt", "decrypt"];
    key = await crypto.subtle.unwrapKey("raw", made.wrapped, await pinKey(pin, made.salt, made.rounds), how, "AES-GCM", false, uses);
  } catch {
    if (wrong >= MOST_WRONG) await forget({ pin: true });
    return false;
  }
  await store.write([["meta", "wrong", 0]]);
  lastTouch = Date.now();
  return true;
}

export function lock() {
  key = null;
  location.hash = "#/";
  location.reload(); // what the page held in memory goes with it
}

// What was taken along, what was made here as the screen shows it, and drafts. Not what is sealed and waits.
export async function forget({ pin = false } = {}) {
  const rows = (await store.all("private")).map(([name]) => ["private", name, undefined]);
  if (pin) rows.push(["meta", "vault", undefined], ["meta", "wrong", undefined]);
  await store.write([...rows, ["meta", "expires_at", undefined]]);
  if (pin) key = null;
}

export async function forgetWhatExpired(now = Date.now()) {
  const until = await store.read("meta", "expires_at");
  if (!until || now < Date.parse(until)) return false;
  await forget();
  return true;
}

// A row of the private store, to be written with others in one transaction.
export async function row(name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
  const text = new TextEncoder().encode(JSON.stringify(value));
  return ["private", name, { iv, text: await crypto.subtle.encrypt(how, key, text) }];
}

export async function keep(name, value) {
  await store.write([await row(name, value)]);
}

async function opened(name, kept) {
  const how = { name: "AES-GCM", iv: kept.iv, additionalData: new TextEncoder().encode(name) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, kept.text)));
}

export async function read(name) {
  const kept = await store.read("private", name);
  return kept === undefined ? undefined : opened(name, kept);
}

export async function readAll(prefix) {
  const rows = (await store.all("private")).filter(([name]) => name.startsWith(prefix));
  return Promise.all(rows.map(([name, kept]) => opened(name, kept)));
}

export function lockWhenIdle() {
  const touch = () => { lastTouch = Date.now(); };
  for (const event of ["pointerdown", "keydown", "scroll"]) addEventListener(event, touch, { passive: true });
  setInterval(() => { if (isOpen() && Date.now() - lastTouch > IDLE) lock(); }, 10_000);
}
