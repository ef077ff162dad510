/* The picture of the networks: zoom, and the neighbours of one node. Without it everything is in the tables.

   <figure data-landscape><div data-tools hidden> [data-zoom] buttons, [data-neighbours] select, [data-said] </div> svg
   Lines carry data-h and data-b, nodes data-house and data-body.                                                  */

const figure = document.querySelector("[data-landscape]");
const NARROWEST = 0.5;
const WIDEST = 4;

function start(drawing, tools) {
  const choice = tools.querySelector("[data-neighbours]");
  const said = tools.querySelector("[data-said]");
  const base = drawing.getBoundingClientRect().width || 1280;
  let scale = 1;

  function zoom(factor) {
    scale = Math.min(WIDEST, Math.max(NARROWEST, scale * factor));
    drawing.style.width = `${base * scale}px`;
    drawing.style.maxWidth = "none";
  }

  function show(name) {
    const [kind, id] = [name.slice(0, 1), name.slice(1)];
    const shown = new Set([name]);
    let links = 0;
    for (const line of drawing.querySelectorAll("line")) {
      const touches = !name || line.dataset[kind] === id;
      line.classList.toggle("is-faded", !touches);
      if (name && touches) {
        links += 1;
        shown.add(`h${line.dataset.h}`).add(`b${line.dataset.b}`);
      }
    }
    for (const node of drawing.querySelectorAll("g")) {
      node.classList.toggle("is-faded", Boolean(name) && !shown.has(nameOf(node)));
    }
    said.textContent = name ? (links === 1 ? said.dataset.one : said.dataset.many.replace("#", links)) : "";
  }

  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-zoom]");
    if (button) zoom(Number(button.dataset.zoom));
  });
  choice.addEventListener("change", () => show(choice.value));
  drawing.addEventListener("click", ({ target }) => {
    const node = target.closest("g");
    choice.value = node && choice.value !== nameOf(node) ? nameOf(node) : "";
    show(choice.value);
  });
}

function nameOf(node) {
  return node.dataset.house ? `h${node.dataset.house}` : `b${node.dataset.body}`;
}

if (figure) start(figure.querySelector("svg.bp-drawing"), figure.querySelector("[data-tools]"));
