// Keeps the scanner itself and gives it without signal. VERSION and PARTS stand before this.

const PAGE = "/kartu/pindai/";
const MANIFEST = "/kartu/pindai/manifest.webmanifest";
const NAME = `sasando-kartu-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const kept = await caches.open(NAME);
    await Promise.all([PAGE, MANIFEST, ...PARTS].map(async (address) => {
      const answer = await fetch(address, { cache: "no-cache" });
      if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`); // all of a version, or none
      await kept.put(address, answer);
    }));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("sasando-kartu-") && name !== NAME) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname !== PAGE && pathname !== MANIFEST && !PARTS.includes(pathname)) return;
  event.respondWith(caches.open(NAME).then((kept) => kept.match(pathname)).then((found) => found ?? fetch(event.request)));
});
