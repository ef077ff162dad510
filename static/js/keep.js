/* The Merkliste: ids of offers, kept in this browser alone and only from the first "Merken" on.

   <button data-keep="12" hidden>            keeps an offer or lets it go; nothing to press without this file
   <button data-keep-all="12-7" hidden>      takes over a list that somebody shared
   <div id="liste" data-keep-own>            the person's own list: fetched under its address and shown in here
   <a data-keep-drop="12">, <a data-keep-restore="12-7">   inside it: off the list and back; elsewhere plain links
   <button data-copy="id" hidden>, <button data-print hidden>

   The script element with the id "merken" brings the address and the words. */

const KEY = "merkliste";
const MOST = 100; // as in portal/pages/keeping.py
const words = document.getElementById("merken").dataset;
const own = document.querySelector("[data-keep-own]");
const status = document.createElement("p");
status.className = "kern-sr-only";
status.setAttribute("role", "status");
document.querySelector("main").append(status);

const idsOf = (text) => text.split("-").filter(Boolean).map(Number);
const addressOf = (ids) => `${words.url}?a=${ids.join("-")}`;

// The store

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found.filter((id) => Number.isSafeInteger(id) && id > 0) : [];
  } catch {
    return [];
  }
}

function keep(ids, button) {
  if (ids.length > MOST) return remark(button, words.full);
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids));
    else localStorage.removeItem(KEY);
  } catch {
    return remark(button, words.refused);
  }
  show();
  return true;
}

const joined = (first, second) => [...new Set([...first, ...second])];
const without = (ids, gone) => ids.filter((id) => !gone.includes(id));

// What is seen

function say(text) {
  status.textContent = text;
}

/* Says what went on right where the button is; false, so that nothing follows. */
function remark(button, text) {
  const line = document.createElement("p");
  line.className = "bp-small";
  line.textContent = text;
  line.setAttribute("role", "alert");
  button.parentElement.querySelector("[role=alert]")?.remove();
  button.after(line);
  return false;
}

function showButtons(ids) {
  for (const button of document.querySelectorAll("[data-keep]")) {
    const isKept = ids.includes(Number(button.dataset.keep));
    button.hidden = false;
    button.setAttribute("aria-pressed", isKept);
    button.lastChild.data = isKept ? words.on : words.off;
  }
  for (const button of document.querySelectorAll("[data-keep-all]")) {
    button.hidden = idsOf(button.dataset.keepAll).every((id) => ids.includes(id));
  }
  for (const button of document.querySelectorAll("[data-print], [data-copy]")) button.hidden = false;
}

function showCount(count) {
  for (const link of document.querySelectorAll(`nav a[href="${words.url}"]`)) {
    link.querySelector(".bp-count")?.remove();
    if (!count) continue;
    const figure = document.createElement("span");
    figure.className = "bp-count";
    figure.textContent = count;
    link.append(" ", figure);
  }
}

function show() {
  const ids = kept();
  showButtons(ids);
  showCount(ids.length);
}

// The own list

async function open(address) {
  own.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    own.replaceChildren(...document.adoptNode(page.getElementById("liste")).childNodes);
    showButtons(kept());
    return true;
  } catch {
    own.replaceChildren(wayOut(address));
    return false;
  } finally {
    own.removeAttribute("aria-busy");
    own.dataset.ready = "";
  }
}

function wayOut(address) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  link.href = link.textContent = new URL(address, location.href).href;
  line.append(words.away, " ", link);
  return line;
}

function openOwn() {
  const ids = kept();
  if (ids.length) open(addressOf(ids));
  else own.dataset.ready = "";
}

async function follow(link) {
  const { keepDrop, keepRestore } = link.dataset;
  const ids = keepRestore ? joined(idsOf(keepRestore), kept()) : without(kept(), idsOf(keepDrop));
  if (!keep(ids, link) || !(await open(link.href))) return;
  say(own.querySelector("[data-keep-said]")?.textContent ?? `${words.count} ${kept().length}`);
  const next = own.querySelector("[data-keep-restore]") ?? own.querySelector("h2");
  if (!next.matches("a")) next.setAttribute("tabindex", "-1");
  next.focus();
}

// What people do

function toggle(button) {
  const id = Number(button.dataset.keep);
  const ids = kept();
  if (keep(ids.includes(id) ? without(ids, [id]) : [...ids, id], button)) say(`${words.count} ${kept().length}`);
}

function takeOver(button) {
  if (!keep(joined(kept(), idsOf(button.dataset.keepAll)), button)) return;
  say(`${words.count} ${kept().length}`);
  document.querySelector("h1").setAttribute("tabindex", "-1");
  document.querySelector("h1").focus();
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    remark(button, words.copied);
  } catch {
    remark(button, words.uncopied);
  }
}

const PRESSES = {
  "[data-keep]": toggle,
  "[data-keep-all]": takeOver,
  "[data-copy]": copy,
  "[data-print]": () => print(),
};

document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(PRESSES)) {
    const button = event.target.closest(`button${selector}`);
    if (button) return act(button);
  }
  const link = event.target.closest("[data-keep-own] a:is([data-keep-drop], [data-keep-restore])");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  follow(link);
});

// Lists that are fetched anew (refine.js), other tabs, and the way back in the history.
new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.querySelector?.("[data-keep][hidden]")))) show();
}).observe(document.querySelector("main"), { childList: true, subtree: true });

addEventListener("storage", ({ key }) => {
  if (key !== KEY && key !== null) return;
  show();
  if (own) openOwn();
});
addEventListener("pageshow", ({ persisted }) => persisted && show());

show();
if (own) openOwn();
