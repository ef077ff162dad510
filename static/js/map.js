/* The map of the results, moved and zoomed in place. Without this file it is the same drawing with the same links.

   <city-map data-points="x y count number;…"    every spot, in tenths of a unit of the drawing, number in the list
             data-shared="1 5;…"                 numbers of spots that have a hit in common, which counts once
             data-one data-many data-spots       words for a mark: "1 Angebot", "%n Angebote", "%h an %o Orten"
             data-page data-size>                which part of the list this page shows, and how long a part is
     <svg viewBox><g>areas</g><g>marks</g></svg> <div hidden>buttons with data-map</div>                             */

const WIDTH = 400, HEIGHT = 480, NEAREST = 6, APART = 42, ONE_PLACE = 2;
const KEYS = { "+": "in", "-": "out", ArrowLeft: "west", ArrowRight: "east", ArrowUp: "north", ArrowDown: "south" };
const WAYS = { west: [-1, 0], east: [1, 0], north: [0, -1], south: [0, 1] };
const limit = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));

function element(name, attributes = {}, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function numbers(text, mark) {
  return text ? text.split(mark).map((each) => each.split(" ").map(Number)) : [];
}

/* As portal/search/clusters.py: the heaviest spot that is left takes all that near. */
function grouped(spots, reach) {
  const found = [];
  for (let left = spots; left.length; ) {
    const [first] = left, taken = [], others = [];
    for (const spot of left) (Math.hypot(spot.x - first.x, spot.y - first.y) < reach ? taken : others).push(spot);
    found.push(taken);
    left = others;
  }
  return found;
}

class CityMap extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg");
    this.marks = this.svg.lastElementChild;
    this.spots = numbers(this.dataset.points, ";")
      .map(([x, y, count, number]) => ({ x: x / 10, y: y / 10, count, number }))
      .sort((a, b) => b.count - a.count || a.number - b.number);
    this.shared = numbers(this.dataset.shared, ";");
    const [x, y, width] = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.box = { x, y, width };
    this.fingers = new Map();
    this.querySelector("[hidden]").hidden = false;
    this.listen();
    new ResizeObserver(() => this.show()).observe(this.svg);
  }

  listen() {
    this.addEventListener("click", (event) => this.press(event), true);
    this.addEventListener("keydown", (event) => {
      const way = event.ctrlKey || event.metaKey || event.altKey ? "" : KEYS[event.key];
      if (way) { event.preventDefault(); this.go(way); }
    });
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.at(event));
    }, { passive: false });
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.svg.addEventListener("pointerdown", (event) => {
      this.moved = false;
      this.fingers.set(event.pointerId, event);
    });
    this.svg.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"])
      this.svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
  }

  press(event) {
    const button = event.target.closest("[data-map]"), link = event.target.closest("a");
    if (button) return this.go(button.dataset.map);
    if (link && this.moved) return event.preventDefault();
    const cluster = link?.cluster;
    if (!cluster || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [first] = cluster;
    const far = Math.max(...cluster.map((spot) => Math.hypot(spot.x - first.x, spot.y - first.y)));
    if (far <= ONE_PLACE || this.box.width <= NEAREST) return;
    event.preventDefault();
    this.move(first.x, first.y, Math.min(this.box.width / 2, far * 3));
  }

  go(way) {
    const { x, y, width } = this.box, [east, south] = WAYS[way] ?? [0, 0];
    if (way === "whole") this.move(WIDTH / 2, HEIGHT / 2, WIDTH);
    else if (way === "in") this.zoom(1.6);
    else if (way === "out") this.zoom(1 / 1.6);
    else this.move(x + width * (0.5 + east / 4), y + width * (0.6 + south / 4), width);
  }

  /* Pixels of one unit. */
  get scale() {
    return Math.min(this.svg.clientWidth / this.box.width, this.svg.clientHeight / (this.box.width * 1.2)) || 1;
  }

  at({ clientX, clientY }) {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [x, y];
  }

  /* The point stays where it is on the screen. */
  zoom(factor, [x, y] = [this.box.x + this.box.width / 2, this.box.y + this.box.width * 0.6]) {
    const { x: left, y: top, width } = this.box, next = limit(width / factor, NEAREST, WIDTH), k = next / width;
    this.move(x + (left + width / 2 - x) * k, y + (top + width * 0.6 - y) * k, next);
  }

  move(x, y, wanted) {
    const width = limit(wanted, NEAREST, WIDTH), height = width * 1.2;
    this.box = { x: limit(x - width / 2, 0, WIDTH - width), y: limit(y - height / 2, 0, HEIGHT - height), width };
    this.frame ??= requestAnimationFrame(() => { this.frame = null; this.show(); });
  }

  drag(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (!this.moved && this.fingers.size < 2 && Math.hypot(dx, dy) < 5) return;
    this.moved = true;
    this.svg.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, event);
    const other = [...this.fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    if (other) {
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      this.zoom(apart(event) / apart(before), this.at(other));
    } else {
      const { x, y, width } = this.box;
      this.move(x + width / 2 - dx / this.scale, y + width * 0.6 - dy / this.scale, width);
    }
  }

  show() {
    const { x, y, width } = this.box, height = width * 1.2;
    this.svg.setAttribute("viewBox", [x, y, width, height].map((each) => each.toFixed(2)).join(" "));
    this.svg.firstElementChild.setAttribute("stroke-width", 1.5 / this.scale);
    this.svg.classList.add("is-live");
    this.svg.classList.toggle("is-near", width < WIDTH);
    const inside = (spot) => spot.x >= x && spot.x <= x + width && spot.y >= y && spot.y <= y + height;
    const focused = this.marks.contains(document.activeElement) && document.activeElement;
    this.marks.replaceChildren(...grouped(this.spots.filter(inside), APART / this.scale).map((c) => this.mark(c)));
    if (focused) this.refocus(focused.cluster?.[0]);
  }

  refocus(near) {
    const far = ({ cluster: [spot] }) => (near ? Math.hypot(spot.x - near.x, spot.y - near.y) : 0);
    const [nearest] = [...this.marks.children].sort((a, b) => far(a) - far(b));
    (nearest ?? this.querySelector("[data-map]")).focus({ preventScroll: true });
  }

  mark(cluster) {
    const [{ x, y, number }] = cluster, { dataset } = this, mine = new Set(cluster.map((spot) => spot.number));
    const twice = this.shared.map((all) => all.filter((each) => mine.has(each)).length - 1).filter((n) => n > 0);
    const total = [...cluster.map((spot) => spot.count), ...twice.map((n) => -n)].reduce((a, b) => a + b);
    const hits = total === 1 ? dataset.one : dataset.many.replace("%n", total);
    const label = cluster.length > 1 ? dataset.spots.replace("%h", hits).replace("%o", cluster.length) : hits;
    const text = element("text", total > 99 ? { class: "is-long" } : {}, String(total));
    const link = element("a", {
      href: this.addressOf(number),
      transform: `translate(${x} ${y}) scale(${1 / this.scale})`,
      "aria-label": label,
    }, element("circle", { r: 16 }), text);
    link.cluster = cluster;
    return link;
  }

  addressOf(number) {
    const page = Math.floor(number / this.dataset.size) + 1, address = new URL(location);
    address.hash = `platz-${number}`;
    if (page === Number(this.dataset.page)) return address.hash;
    address.searchParams.set("seite", page);
    return address.href;
  }
}

customElements.define("city-map", CityMap);
