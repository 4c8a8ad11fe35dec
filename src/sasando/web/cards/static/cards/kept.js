// What the scanner keeps on the phone: the keys, the list of what was revoked, and when each was fetched. Nothing of
// any card.

import { canVerify, keysOf, listOf } from "./judging.js";

const PLACES = { keys: "/kartu/kunci.json", list: "/kartu/dicabut" };
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("sasando-kartu", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function rows(mode, work) {
  const whole = (await open()).transaction("kept", mode);
  const asked = work(whole.objectStore("kept"));
  return new Promise((resolve, reject) => {
    whole.oncomplete = () => resolve(asked.result);
    whole.onabort = () => reject(whole.error);
  });
}

const kept = (name) => rows("readonly", (store) => store.get(name)).catch(() => undefined);

// {keys, list, fetchedAt, able}: keys a Map, list null where there is none that these keys signed; fetchedAt
// (milliseconds) null where nothing was ever fetched.
export async function known() {
  const able = await canVerify();
  const [keys, list, fetchedAt] = await Promise.all(["keys", "list", "at"].map(kept));
  if (!able || !keys) return { able, keys: new Map(), list: null, fetchedAt: null };
  const read = await keysOf(keys);
  return { able, keys: read, list: list ? await listOf(list, read) : null, fetchedAt };
}

// Fetch keys and list, and keep them where they are whole; an older list never takes the place of a newer one.
// True where both came.
export async function refresh() {
  try {
    const [keys, list] = await Promise.all(Object.values(PLACES).map(async (place) => {
      const answer = await fetch(place, { cache: "no-store", signal: AbortSignal.timeout(20000) });
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }));
    const fresh = await listOf(list, await keysOf(keys));
    if (!fresh) return false;
    const before = await known();
    const newer = !before.list || fresh.issuedAt >= before.list.issuedAt;
    await rows("readwrite", (store) => {
      store.put(keys, "keys");
      if (newer) store.put(list, "list");
      return store.put(Date.now(), "at");
    });
    return true;
  } catch {
    return false;
  }
}
