// The phone's own store. `queue` and `photos` hold only what is sealed for the server; `private` only what is encrypted
// under the PIN; `meta` nothing of anybody: keys, counters, days.

const NAME = "sasando-lapangan";
const STORES = ["meta", "private", "queue", "photos"];
let opened;

export function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const name of STORES) if (!asked.result.objectStoreNames.contains(name)) asked.result.createObjectStore(name);
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

const done = (asked) =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

// Everything in one transaction, on the disk before the promise keeps: `write([["queue", key, value], ...])`. A value
// of undefined takes the row away; `add` refuses a key that is there.
export async function write(rows, { add = false } = {}) {
  const db = await open();
  await new Promise((resolve, reject) => {
    const names = [...new Set(rows.map(([store]) => store))];
    const whole = db.transaction(names, "readwrite", { durability: "strict" });
    whole.oncomplete = resolve;
    whole.onabort = () => reject(whole.error ?? new DOMException("aborted", "AbortError"));
    whole.onerror = () => {};
    for (const [store, key, value] of rows) {
      const rowsOf = whole.objectStore(store);
      if (value === undefined) rowsOf.delete(key);
      else if (add && store === "queue") rowsOf.add(value, key);
      else rowsOf.put(value, key);
    }
  });
}

export async function read(store, key) {
  return done((await open()).transaction(store).objectStore(store).get(key));
}

export async function all(store) {
  const rows = (await open()).transaction(store).objectStore(store);
  const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
  return keys.map((key, at) => [key, values[at]]);
}

export async function count(store) {
  return done((await open()).transaction(store).objectStore(store).count());
}

// Counts up in one transaction, so that two tabs do not count one.
export async function countUp(key) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const whole = db.transaction("meta", "readwrite", { durability: "strict" });
    const rows = whole.objectStore("meta");
    let now;
    const asked = rows.get(key);
    asked.onsuccess = () => rows.put((now = (asked.result ?? 0) + 1), key);
    whole.oncomplete = () => resolve(now);
    whole.onabort = () => reject(whole.error);
  });
}
