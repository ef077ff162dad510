/* "In meiner Nähe": asks the browser for the position only when pressed, rounds it to about 100 m, puts it into the
   field of the search and searches. It is kept nowhere else.

   <p data-near data-asking data-refused data-unknown hidden><button></button> <span role="status"></span></p>
   <form id="suche"> with <input id="ort">                                                                        */

const near = document.querySelector("[data-near]");
const [button, status] = near?.children ?? [];
const say = (words) => { status.textContent = words; };

function searchAround({ coords }) {
  const form = document.getElementById("suche");
  form.elements.ort.value = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(3)).join(",");
  say("");
  form.requestSubmit();
}

function explain({ code, PERMISSION_DENIED }) {
  say(code === PERMISSION_DENIED ? near.dataset.refused : near.dataset.unknown);
}

if (near && isSecureContext && navigator.geolocation) {
  near.hidden = false;
  button.addEventListener("click", () => {
    say(near.dataset.asking);
    navigator.geolocation.getCurrentPosition(searchAround, explain, { timeout: 15000, maximumAge: 60000 });
  });
}
