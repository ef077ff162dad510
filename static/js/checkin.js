// The list at the entrance: marks are kept on the phone until the server has them, so it works without a network.
// Kept are codes and times only, no names; a code sent twice changes nothing.
const list = document.querySelector("[data-checkin]");
const state = document.querySelector("[data-checkin-state]");
const key = `einlass:${list.dataset.checkin}`;
const read = () => JSON.parse(localStorage.getItem(key) ?? "[]");
const write = (marks) => (marks.length ? localStorage.setItem(key, JSON.stringify(marks)) : localStorage.removeItem(key));
const token = () => list.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

class Refused extends Error {}

function say(words = list.dataset.waiting) {
  const number = read().length;
  state.textContent = number ? `${words} ${number}` : "";
}

function show(mark) {
  const form = list.querySelector(`[name=code][value="${CSS.escape(mark.code)}"]`)?.form;
  const button = form?.querySelector("[value=da]");
  if (!button) return;
  const words = document.createElement("strong");
  words.textContent = `${list.dataset.there} ${new Date(mark.at).toLocaleTimeString("de", { timeStyle: "short" })}`;
  button.replaceWith(words);
}

async function send(mark) {
  const body = new URLSearchParams({ ...mark, act: "da", csrfmiddlewaretoken: token() });
  const answer = await fetch(list.querySelector("form").action, {
    method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual",
  });
  if (!answer.ok) throw new Refused(answer.status);
}

let busy = false;
async function flush() {
  if (busy || !read().length) return;
  busy = true;
  try {
    for (const mark of read()) {
      await send(mark);
      write(read().filter((other) => other.code !== mark.code));
    }
    say();
  } catch (error) {
    say(error instanceof Refused ? list.dataset.signin : list.dataset.waiting);
  } finally {
    busy = false;
  }
}

list.addEventListener("submit", (event) => {
  if (event.submitter?.value !== "da") return;
  event.preventDefault();
  const mark = { code: event.target.elements.code.value, at: new Date().toISOString() };
  write([...read().filter((other) => other.code !== mark.code), mark]);
  show(mark);
  flush();
});

document.querySelector("[data-checkin-search]").addEventListener("input", (event) => {
  const words = event.target.value.trim().toLocaleLowerCase("de");
  for (const row of list.children) row.hidden = !row.textContent.toLocaleLowerCase("de").includes(words);
});

read().forEach(show);
say();
flush();
addEventListener("online", flush);
setInterval(flush, 15_000);
