/* Keeps what was read, for reading without a network. A page comes from the network where there is one, so that nobody
   reads an old page unawares; a static file is named after its content and comes from the store at once. */
'use strict';
const STATIC = 'qikan-static', PAGES = 'qikan-pages';
/* Entries that each store holds before the oldest go: some fifty issues, and a few versions of the theme. */
const LIMITS = {[STATIC]: 40, [PAGES]: 600};
const PATIENCE = 4000;
const home = new URL('./', self.location.href).href;
const offline = home + 'offline.html';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(PAGES).then((store) => store.add(new Request(offline, {cache: 'reload'}))));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const request = event.request;
  if (request.method !== 'GET' || !request.url.startsWith(home) || request.headers.has('range')) return;
  const still = request.url.startsWith(home + 'static/');
  event.respondWith(still ? stored(request) : fresh(request, event));
});

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  else if (event.data && event.data.keep) event.waitUntil(keepAll(event.data.keep, event.ports[0]));
});

/* The name of a page in the store: its address without what only the page itself reads. */
function named(request) {
  return request.mode === 'navigate' ? request.url.split(/[?#]/)[0] : request.url;
}

async function stored(request) {
  const store = await caches.open(STATIC);
  const found = await store.match(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await put(STATIC, request.url, answer.clone());
  return answer;
}

async function fresh(request, event) {
  const name = named(request);
  const coming = fetch(request, {cache: 'no-cache'}).then((answer) => {
    if (answer.ok && answer.type === 'basic') event.waitUntil(put(PAGES, name, answer.clone()));
    return answer;
  });
  const store = await caches.open(PAGES);
  const found = await store.match(name);
  try {
    return await (found ? Promise.race([coming, late()]) : coming);
  } catch (failed) {
    coming.catch(() => {});
    if (found) return found;
    return request.mode === 'navigate' ? instead(store) : Response.error();
  }
}

/* The page that says so, with its relative links made whole: it is shown at any depth. */
async function instead(store) {
  const page = await store.match(offline);
  if (!page) return Response.error();
  const text = (await page.text()).replace(/ (href|src|action)="(?![a-z]+:|#)/g, ' $1="' + home);
  return new Response(text, {status: 503, headers: {'Content-Type': 'text/html; charset=utf-8'}});
}

function late() {
  return new Promise((done, failed) => setTimeout(failed, PATIENCE));
}

async function put(name, key, answer) {
  const store = await caches.open(name);
  await store.delete(key);
  await store.put(key, answer);
  const keys = await store.keys();
  const spare = keys.filter((entry) => entry.url !== offline);
  await Promise.all(spare.slice(0, Math.max(0, keys.length - LIMITS[name])).map((entry) => store.delete(entry)));
}

/* Keep a whole issue; tells the page whether all of it came. */
async function keepAll(addresses, port) {
  let all = true;
  for (const address of addresses) {
    try {
      const answer = await fetch(address, {cache: 'no-cache'});
      if (!answer.ok) throw new Error(address);
      await put(address.startsWith(home + 'static/') ? STATIC : PAGES, address, answer);
    } catch (failed) {
      all = false;
    }
  }
  port.postMessage(all);
}
