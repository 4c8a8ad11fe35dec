// Sealing for the server, and checking what the server signed. The twin of `domain/sync/sealing.py`.

const VERSION = 1;
const BLOCK = 256;
const encoder = new TextEncoder();
const P256 = { name: "ECDH", namedCurve: "P-256" };

export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((one, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + one.toString(16).padStart(2, "0")).join("");
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function headOf({ organisation, device, uuid: key, kind, base, at }) {
  return encoder.encode(["sasando 1", organisation, device, key, kind, base, at].join("\n"));
}

export async function digestOf(head, sealed) {
  const digest = await crypto.subtle.digest("SHA-256", joined(head, encoder.encode("\n"), sealed));
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

// `theirs`: the server's public key, 65 bytes. Only the server opens what comes out; not even this phone does.
export async function seal(bytes, head, theirs) {
  const once = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  const mine = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  const server = await crypto.subtle.importKey("raw", theirs, P256, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: server }, once.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: joined(mine, theirs), info: encoder.encode("sasando sync 1") };
  const key = await crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20);
  padded.set(bytes);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: head }, key, padded);
  return joined(new Uint8Array([VERSION]), mine, iv, new Uint8Array(sealed));
}

// Whether the server signed that it keeps this very envelope.
export async function isReceipt(receipt, { device, uuid: key, hash }, serverKey) {
  if (!receipt) return false;
  const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
  const signer = await crypto.subtle.importKey("raw", serverKey, ecdsa, false, ["verify"]);
  const text = encoder.encode(["sasando receipt 1", device, key, hash].join("\n"));
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, signer, fromBase64(receipt), text);
}
