/* Proof of work (altcha) for a public form, in the background: nobody waits for it, without it the form works too.

   <input type="hidden" name="proof" data-challenge='{"algorithm", "challenge", "maxNumber", "salt", "signature"}'> */

const AT_ONCE = 500;
const encoder = new TextEncoder();

async function hashOf(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function solve({ challenge, maxNumber, salt }) {
  for (let first = 0; first <= maxNumber; first += AT_ONCE) {
    const hashes = await Promise.all(Array.from({ length: AT_ONCE }, (_, step) => hashOf(salt + (first + step))));
    const found = hashes.indexOf(challenge);
    if (found >= 0) return first + found;
    await new Promise((resume) => setTimeout(resume)); // keys and clicks come first
  }
  return null;
}

for (const field of document.querySelectorAll("[data-challenge]")) {
  if (!globalThis.crypto?.subtle) break;
  const { algorithm, challenge, salt, signature, maxNumber } = JSON.parse(field.dataset.challenge);
  solve({ challenge, maxNumber, salt }).then((number) => {
    if (number !== null) field.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  });
}
