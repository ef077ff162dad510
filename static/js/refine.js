/* Filters in place: a list is fetched anew under its own address and swapped in, instead of a whole new page.

   <form data-refine data-target="ids of the parts to replace">       submits, and at once when a box or choice changes
   <a data-refine-link data-target="...">                             paging, sorting, chips
   <p role="status" data-refine-status>                               outside the parts: says the new count
   <h2 data-refine-count>                                             inside a part: the words that are said

   The page works the same without this file, and whatever goes wrong here ends in ordinary navigation. */

const CHOICES = "select, input[type=checkbox], input[type=radio], input[type=date]";
let running = null;
let shown = location.pathname + location.search;

function addressOf(form, submitter) {
  const address = new URL(form.action);
  const filled = [...new FormData(form, submitter)].filter(([, value]) => value !== "");
  address.search = new URLSearchParams(filled);
  return address.href;
}

async function fetchPage(address) {
  running?.abort();
  running = new AbortController();
  const response = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function unfolded(part) {
  return [...part.querySelectorAll("details[id]")].map(({ id, open }) => ({ id, open }));
}

function swap(part, page) {
  const fresh = page.getElementById(part.id);
  if (!fresh) throw new Error(part.id);
  const folds = unfolded(part);
  part.replaceWith(document.adoptNode(fresh));
  for (const { id, open } of folds) {
    const details = document.getElementById(id);
    if (details) details.open = open;
  }
}

function announce(page) {
  const status = document.querySelector("[data-refine-status]");
  const count = page.querySelector("[data-refine-count]");
  if (status && count) status.textContent = count.textContent.trim();
}

function keepFocus(id, top) {
  const same = id && document.getElementById(id);
  if (same) return same.focus({ preventScroll: true });
  const heading = document.querySelector("[data-refine-count]");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: !top });
}

async function refine(address, target, { push = true, top = false } = {}) {
  const parts = target.split(" ").map((id) => document.getElementById(id));
  const focused = top ? "" : document.activeElement?.id;
  parts.forEach((part) => part?.setAttribute("aria-busy", "true"));
  try {
    const page = await fetchPage(address);
    announce(page);
    document.title = page.title;
    parts.forEach((part) => swap(part, page));
    if (push) history.pushState({ refine: target }, "", address);
    shown = location.pathname + location.search;
    keepFocus(focused, top);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-refine]")) return;
  event.preventDefault();
  event.submitter?.closest("[popover]:popover-open")?.hidePopover();
  refine(addressOf(form, event.submitter), form.dataset.target);
});

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-refine]") && event.target.matches(CHOICES)) {
    refine(addressOf(form), form.dataset.target);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-refine-link]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  refine(link.href, link.dataset.target, { top: true });
});

addEventListener("popstate", (event) => {
  if (shown === location.pathname + location.search) return; // only the #fragment changed
  const target = event.state?.refine ?? document.querySelector("[data-refine]")?.dataset.target;
  if (target) refine(location.href, target, { push: false });
});
