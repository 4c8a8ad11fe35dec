// Whether a card is good: the twin of core/credentials/judging.py, and a test holds both equal.

import { fromBase45, fromBase64url, fromCbor, hex, oneLine, signedBytes } from "./code.js";

const [ISS, EXP, IAT, CTI, OURS, EDDSA] = [1, 4, 6, 7, -65537, -8];
const WITA = 8 * 3600; // seconds
const DAY = 86400;
const LATEST = 2 ** 33;
const [LONGEST_STATEMENT, LONGEST_LIST] = [4000, 4000000];
const FIELDS = {
  2: ["serial", text], 3: ["name", text], 4: ["birth_year", number], 5: ["country", text], 6: ["position", text],
  7: ["employer", text], 8: ["company", text], 9: ["permit", text], 10: ["decided_on", dayNumber], 11: ["log_index", number],
  12: ["outcome", text], 13: ["facility", text],
};

// Whether this browser can check the signature by itself.
export async function canVerify() {
  try {
    await crypto.subtle.importKey("raw", fromBase64url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"), "Ed25519", false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

// A set of keys as /kartu/kunci.json gives it, by the name of the key. Throws where it is none.
export async function keysOf(json) {
  const keys = new Map();
  for (const { kid, kty, crv, x, from, until } of JSON.parse(json).keys) {
    if (kty !== "OKP" || crv !== "Ed25519") continue;
    const key = await crypto.subtle.importKey("raw", fromBase64url(x), "Ed25519", false, ["verify"]);
    const [since, end] = [Date.parse(from), until ? Date.parse(until) : Infinity].map((moment) => moment / 1000 / DAY);
    if (Number.isNaN(since) || Number.isNaN(end)) throw new RangeError("keys");
    keys.set(hex(fromBase64url(kid)), { key, since, until: end });
  }
  return keys;
}

// The signed list of what was revoked: {issuedAt, expiresAt, hashes}; null where it is none, or not signed by these keys.
export async function listOf(code, keys) {
  const message = opened(code, "SR1:", LONGEST_LIST);
  const claims = message && claimsOf(message);
  const ours = claims?.get(OURS);
  if (!claims || ours.get(1) !== 9 || !(ours.get(20) instanceof Uint8Array) || ours.get(20).length % 8) return null;
  if (await againstTheSeal(message, claims, keys)) return null;
  const hashes = new Set();
  for (let at = 0; at < ours.get(20).length; at += 8) hashes.add(hex(ours.get(20).subarray(at, at + 8)));
  return { issuedAt: claims.get(IAT), expiresAt: claims.get(EXP), hashes };
}

// {reason, caution, statement, listedAt}, reason null for a good card; or null for what is no card of ours at all.
// `at`: seconds since 1970.
export async function judge(code, keys, list, at) {
  const message = opened(code, "SA1:", LONGEST_STATEMENT);
  if (!message) return null;
  const claims = claimsOf(message);
  const statement = claims && statementOf(claims);
  let reason = await againstTheSeal(message, statement ? claims : null, keys);
  if (!reason && !statement) return null;
  if (!reason && list?.hashes.has(await hashOf(claims.get(CTI)))) reason = "revoked";
  if (!reason && at < statement.issued_at) reason = "not_yet";
  if (!reason && at >= statement.expires_at) reason = "expired";
  const caution = reason ? null : !list ? "no_list" : list.expiresAt <= at ? "old_list" : null;
  return { reason, caution, statement, listedAt: list?.issuedAt ?? null };
}

// The day in NTT of a moment, as days since 1970.
export const dayOf = (seconds) => Math.floor((seconds + WITA) / DAY);

function opened(code, prefix, longest) {
  if (code.length > 3 * longest) return null;
  const line = oneLine(code);
  if (!line.startsWith(prefix) || line.length > longest) return null;
  try {
    const [header, beside, payload, signature, ...more] = fromCbor(fromBase45(line.slice(prefix.length)));
    const parts = [header, payload, signature].every((part) => part instanceof Uint8Array);
    if (!parts || !(beside instanceof Map) || more.length) return null;
    const said = header.length ? fromCbor(header) : new Map();
    return said instanceof Map ? { header, said, beside, payload, signature } : null;
  } catch {
    return null;
  }
}

async function againstTheSeal({ header, said, beside, payload, signature }, claims, keys) {
  const known = said.get(4) instanceof Uint8Array ? keys.get(hex(said.get(4))) : null;
  if (!known) return "unknown_key";
  const right = said.get(1) === EDDSA && !said.has(2) && !beside.has(2) && signature.length === 64 &&
    (await crypto.subtle.verify("Ed25519", known.key, signature, signedBytes(header, payload)));
  if (!right) return "signature";
  if (!claims) return null;
  const day = dayOf(claims.get(IAT));
  return day < known.since || day > known.until ? "unknown_key" : null;
}

function claimsOf({ payload }) {
  try {
    const claims = fromCbor(payload);
    const id = claims.get(CTI);
    const right = text(claims.get(ISS)) && number(claims.get(IAT)) && number(claims.get(EXP)) && claims.get(OURS) instanceof Map;
    return right && id instanceof Uint8Array && id.length > 0 && id.length <= 32 ? claims : null;
  } catch {
    return null;
  }
}

function statementOf(claims) {
  const ours = claims.get(OURS);
  const said = { what: ours.get(1), issuer: claims.get(ISS), issued_at: claims.get(IAT), expires_at: claims.get(EXP) };
  if (![1, 2, 3].includes(said.what) || !ours.get(2)) return null;
  for (const [key, [name, right]] of Object.entries(FIELDS)) {
    const value = ours.get(Number(key));
    if (value === undefined) continue;
    if (!right(value)) return null;
    said[name] = value;
  }
  return said;
}

function text(value) {
  return typeof value === "string" && [...value].length <= 120 && !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(value);
}

function number(value) {
  return Number.isSafeInteger(value) && value >= 0 && value < LATEST;
}

function dayNumber(value) {
  return number(value) && value < 100000;
}

async function hashOf(id) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", id)).subarray(0, 8));
}
