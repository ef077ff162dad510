/* Steps of an offer: hints while somebody types, the card as it will look, the section of a picture.

   <form data-entry> with <div data-hints="title when">      hints on these fields come from the form's own address,
                                                              nothing is saved
   <div data-preview="address">                               the card of the search
   <div data-crop> with a file field and .bp-crop, hidden     three sliders move the section                       */

const PAUSE = 700; // ms without a key before anything is sent
const LEAST = 3; // letters; fewer say nothing yet
const HINTS = "text/x-hints";
const CARD = "text/x-card";

async function fragment(address, options) {
  const response = await fetch(address, options);
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html").body;
}

/* Hints: the form as it stands, without its files, with the button that only looks. */
class Hints {
  constructor(form, place) {
    this.form = form;
    this.place = place;
    form.querySelector("[data-no-script]")?.remove();
    this.names = place.dataset.hints.split(" ");
    form.addEventListener("input", ({ target }) => this.follow(target));
    form.addEventListener("submit", () => this.cancel());
  }

  cancel() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  follow({ name, type, value }) {
    const letters = value.trim().length;
    const isTooShort = type !== "radio" && letters > 0 && letters < LEAST && !/^\d/.test(value);
    if (this.names.includes(name) && !isTooShort) this.wait();
  }

  wait() {
    this.cancel();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.append("pruefen", "1");
    const { signal } = (this.request = new AbortController());
    try {
      const said = await fragment(this.form.action, { method: "POST", body, signal, headers: { Accept: HINTS } });
      const isOpen = this.place.querySelector("details")?.open;
      this.place.replaceChildren(...said.children);
      if (isOpen) this.place.querySelector("details")?.setAttribute("open", "");
    } catch {
      // The next key asks again; without an answer the old hints stay.
    }
  }
}

/* The card: from what is saved, title and sentence from what is being typed. */
async function preview(place, form) {
  try {
    place.replaceChildren(...(await fragment(place.dataset.preview, { headers: { Accept: CARD } })).children);
  } catch {
    return;
  }
  follow(form?.elements.title, place.querySelector("h3 a"));
  follow(form?.elements.summary, place.querySelector(".bp-offer__text"));
}

function follow(field, target) {
  if (field && target) field.addEventListener("input", () => { target.textContent = field.value; });
}

/* The picture is shown in a frame of 3:2; the sliders say which part of it, as the server will cut it. */
class Crop {
  constructor(part) {
    this.panel = part.querySelector(".bp-crop");
    this.image = this.panel.querySelector("img");
    this.sliders = ["crop_x", "crop_y", "crop_zoom"].map((name) => part.querySelector(`[name=${name}]`));
    part.querySelector("[type=file]").addEventListener("change", ({ target }) => this.load(target.files[0]));
    for (const slider of this.sliders) slider.addEventListener("input", () => this.move());
  }

  load(file) {
    this.panel.hidden = true;
    if (!file?.type.startsWith("image/")) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      this.image.src = reader.result;
      this.panel.hidden = false;
      this.move();
    });
    reader.readAsDataURL(file);
  }

  move() {
    const [x, y, zoom] = this.sliders.map((slider) => Number(slider.value));
    const { style } = this.image;
    style.objectPosition = style.transformOrigin = `${x}% ${y}%`;
    style.transform = `scale(${zoom / 100})`;
  }
}

const form = document.querySelector("form[data-entry]");
const hints = form?.querySelector("[data-hints]");
if (hints) new Hints(form, hints);
for (const place of document.querySelectorAll("[data-preview]")) preview(place, form);
for (const part of document.querySelectorAll("[data-crop]")) new Crop(part);
// The summary of errors and the question of two versions take the focus.
document.getElementById("zwei-fassungen")?.focus();
