/* Suggestions under a field while somebody types: ARIA combobox with a listbox.

   <input id="q" name="q" data-suggest="address of the suggestions">
   <ul id="q-liste" role="listbox" hidden></ul> <p role="status"></p>      right behind it

   The answer is a list: data-said is read aloud; an option with data-url opens a page, one with data-name and data-value
   sets a filter, one with data-word is taken into the field, which then searches if it has data-suggest-submit. */

const PAUSE = 150; // ms without a key before anything is sent
const LETTERS = /[\p{L}\p{N}]/gu;
const FEWEST = 2;

class Combobox {
  constructor(input) {
    this.input = input;
    this.list = document.getElementById(`${input.id}-liste`);
    this.status = this.list.nextElementSibling;
    // A search field has a role of its own that may not become a combobox; the form says that it is a search.
    input.type = "text";
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    this.close();
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    input.form.addEventListener("submit", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  get options() {
    return [...this.list.children];
  }

  wait() {
    this.cancel();
    if ((this.input.value.match(LETTERS) ?? []).length < FEWEST) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  cancel() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async ask() {
    const { dataset, name, value } = this.input;
    const request = (this.request = new AbortController());
    try {
      const response = await fetch(`${dataset.suggest}?${new URLSearchParams({ [name]: value })}`, { signal: request.signal });
      if (!response.ok) throw new Error(String(response.status));
      const answer = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("ul");
      if (!request.signal.aborted) this.show(answer);
    } catch {
      if (!request.signal.aborted) this.close();
    }
  }

  show(answer) {
    this.list.replaceChildren(...document.adoptNode(answer).children);
    this.options.forEach((option, at) => (option.id = `${this.list.id}-${at}`));
    this.open(this.options.length > 0);
    this.status.textContent = answer.dataset.said;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", isOpen);
    this.activate(null);
  }

  close() {
    this.cancel();
    this.open(false);
    this.status.textContent = "";
  }

  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  /* Up and down pass the field itself between the last option and the first. */
  step(way) {
    const round = [null, ...this.options];
    this.activate(round.at((round.indexOf(this.active) + way) % round.length));
  }

  press(event) {
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (this.list.hidden) {
      if (key === "ArrowDown" || key === "ArrowUp") this.wait();
      return;
    }
    if (key === "ArrowDown") this.step(1);
    else if (key === "ArrowUp") this.step(-1);
    else if (key === "Escape") this.close();
    else if (this.active && key === "Home") this.activate(this.options[0]);
    else if (this.active && key === "End") this.activate(this.options.at(-1));
    else if (this.active && key === "Enter") this.choose(this.active);
    else return;
    event.preventDefault();
  }

  choose({ dataset: { url, name, value, word } }) {
    const { form } = this.input;
    this.close();
    if (url) return location.assign(url);
    this.input.value = word ?? "";
    if (name) this.submitWith(name, value);
    else if ("suggestSubmit" in this.input.dataset) form.requestSubmit();
  }

  /* The filter goes along with this search only; afterwards the boxes of the page hold it. */
  submitWith(name, value) {
    const { form } = this.input;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
    form.requestSubmit();
    field.remove();
  }
}

for (const input of document.querySelectorAll("[data-suggest]")) new Combobox(input);
