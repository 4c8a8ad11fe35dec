// The text of a card as bytes, and the bytes as values: base45 (RFC 9285) and as much CBOR (RFC 8949) as cards need.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));
const DEEPEST = 16;

// The text on one line, out of whatever it was pasted from: lines of a chat, an address of our page.
export function oneLine(text) {
  const line = text.replace(/[\r\n\t\ufeff\u200b]/g, "").trim();
  const address = /^https?:\/\/[^/]*\/kartu\//i.exec(line);
  if (!address) return line.toUpperCase();
  try {
    return decodeURIComponent(line.slice(address[0].length)).replace(/\/+$/, "").trim().toUpperCase();
  } catch {
    return "";
  }
}

// Throws where the text is no base45.
export function fromBase45(text) {
  if (text.length % 3 === 1) throw new RangeError("base45");
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 ? 1 : 0));
  for (let at = 0, to = 0; at < text.length; at += 3) {
    const letters = [...text.slice(at, at + 3)].map((letter) => VALUES.get(letter));
    const value = letters[0] + 45 * letters[1] + 2025 * (letters.length > 2 ? letters[2] : 0);
    if (!(value < (letters.length > 2 ? 65536 : 256))) throw new RangeError("base45"); // not even where one is no letter
    if (letters.length > 2) bytes[to++] = value >> 8;
    bytes[to++] = value & 255;
  }
  return bytes;
}

// The one item in these bytes; maps as Map, a tag as its content. Throws where it is not one whole and known item.
export function fromCbor(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const item = next(0);
  if (at !== bytes.length) throw new RangeError("cbor");
  return item;

  function next(depth) {
    if (depth > DEEPEST) throw new RangeError("cbor");
    const initial = view.getUint8(at++);
    const [major, low] = [initial >> 5, initial & 31];
    if (major === 7) return simple(low);
    const length = low < 24 ? low : argument(low);
    if (major === 0) return length;
    if (major === 1) return -1 - length;
    if (major === 2) return piece(length);
    if (major === 3) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(piece(length));
    if (major === 6) return next(depth + 1);
    if (length > bytes.length) throw new RangeError("cbor");
    return major === 4 ? Array.from({ length }, () => next(depth + 1)) : map(length, depth + 1);
  }

  function argument(low) {
    if (low > 27) throw new RangeError("cbor");
    const size = 1 << (low - 24);
    const value = [() => view.getUint8(at), () => view.getUint16(at), () => view.getUint32(at), () => Number(view.getBigUint64(at))][low - 24]();
    at += size;
    if (!Number.isSafeInteger(value)) throw new RangeError("cbor");
    return value;
  }

  function piece(length) {
    if (at + length > bytes.length) throw new RangeError("cbor");
    at += length;
    return bytes.slice(at - length, at);
  }

  function map(length, depth) {
    const made = new Map();
    for (let n = 0; n < length; n++) {
      const key = next(depth);
      if ((typeof key !== "number" && typeof key !== "string") || made.has(key)) throw new RangeError("cbor");
      made.set(key, next(depth));
    }
    return made;
  }

  function simple(low) {
    if (low === 22) return null;
    if (low !== 20 && low !== 21) throw new RangeError("cbor");
    return low === 21;
  }
}

// What a COSE signature stands for: ["Signature1", header, no more, payload].
export function signedBytes(header, payload) {
  const parts = [Uint8Array.of(0x84, 0x6a), new TextEncoder().encode("Signature1"), head(header.length), header, Uint8Array.of(0x40), head(payload.length), payload];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function head(length) {
  if (length < 24) return Uint8Array.of(0x40 | length);
  if (length < 256) return Uint8Array.of(0x58, length);
  if (length < 65536) return Uint8Array.of(0x59, length >> 8, length & 255);
  return Uint8Array.of(0x5a, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255);
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const fromBase64url = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
