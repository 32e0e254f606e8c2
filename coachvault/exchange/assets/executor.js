"use strict";
(() => {

// The BIP-39 list, of which an executor's words are.
const WORDS = "@@words@@".split(" ");
const COUNT = 24;
const FORMAT = "coachvault-executor-1";
const PURPOSE = "CoachVault/v1 executor page\0";

const element = id => document.getElementById(id);
const made = (tag, text = "", className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });
const utf8 = text => new TextEncoder().encode(text);
const fromBase64 = text => Uint8Array.from(atob(text), mark => mark.charCodeAt(0));

const show = id => { for (const each of ["instead", "locked", "opened"]) element(each).hidden = each !== id; };

const sealed = JSON.parse(element("sealed").textContent);
if (!(window.crypto && crypto.subtle)) {
  element("instead").textContent =
    "This browser cannot open the page. Try another one: Edge, Chrome, Firefox or Safari, on a computer.";
  return;
}
if (sealed.format !== FORMAT || !sealed.boxes.length) {
  element("instead").textContent = "This file is damaged. Look for another copy of it, beside another backup.";
  return;
}
show("locked");
element("words").focus();

// What was typed, as far as it can be meant: whole words, or their first four letters; numbers and signs are left out.
const typed = () => element("words").value.toLowerCase().match(/[a-z]+/g) || [];
const meant = word =>
  WORDS.includes(word) ? word : (word.length >= 4 && WORDS.find(each => each.startsWith(word.slice(0, 4)) &&
    each.startsWith(word))) || "";

element("words").addEventListener("input", () => {
  const count = typed().length;
  element("count").textContent = count ? `${count} of ${COUNT} words` : "";
  element("problem").textContent = "";
});

element("locked").addEventListener("submit", async event => {
  event.preventDefault();
  const words = typed(), button = element("open"), problem = element("problem");
  if (button.disabled) return;
  const wrong = words.findIndex(word => !meant(word));
  if (wrong >= 0) {
    problem.textContent = `Word ${wrong + 1}, "${words[wrong]}", is not one of the words that there are. Compare it with the sheet.`;
    return element("words").focus();
  }
  if (words.length !== COUNT) {
    problem.textContent = `These are ${words.length} words; the sheet has ${COUNT}.`;
    return element("words").focus();
  }
  problem.textContent = "";
  button.disabled = true;
  button.textContent = "Opening…";
  const text = await opened(words.map(meant).join(" "));
  button.disabled = false;
  button.textContent = "Open";
  if (text === null) {
    problem.textContent = "All of these are words of the list, but together they do not open this page. Is one of them in"
      + " another place, or is the sheet for something else?";
    return element("words").focus();
  }
  element("words").value = "";
  tell(JSON.parse(text));
});

async function opened(words) {
  const secret = await crypto.subtle.importKey("raw", utf8(words), "PBKDF2", false, ["deriveBits"]);
  for (const box of sealed.boxes) {
    const stretching = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(box.salt), iterations: box.iterations };
    const bits = await crypto.subtle.deriveBits(stretching, secret, 256);
    const master = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
    const separating = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(PURPOSE) };
    const key = await crypto.subtle.deriveKey(separating, master, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const additionalData = utf8(`${FORMAT} ${box.salt} ${box.iterations}`);
    try {
      const plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: fromBase64(box.nonce), additionalData }, key, fromBase64(box.ciphertext));
      return new TextDecoder("utf-8", { fatal: true }).decode(plain);
    } catch { /* the box of another executor */ }
  }
  return null;
}

function tell(shown) {
  const practice = shown.practice ? ` of ${shown.practice}` : "";
  element("first").textContent = `These are the people who have to be told, as it was on ${shown.made}${practice}.`;
  element("clients").replaceChildren(...shown.clients.map(client));
  if (!shown.clients.length) element("clients").append(made("p", "Nobody has to be told: no work is under way.", "card"));
  element("know").replaceChildren(...shown.know.flatMap(pair));
  element("later").replaceChildren(...shown.later.map(each => made("p", each)));
  element("foot").textContent = `Made on ${shown.made} by CoachVault. It holds no notes.`;
  element("print").addEventListener("click", () => print());
  show("opened");
  scrollTo(0, 0);
  element("first").focus({ preventScroll: true });
}

function client(each) {
  const card = made("article", "", "card"), facts = made("dl"), message = made("blockquote", each.message);
  const copy = made("button", "Copy the message", "second"), copied = made("span", "", "hint"), row = made("p", "", "row");
  facts.append(...each.facts.flatMap(pair));
  copy.type = "button";
  copied.setAttribute("role", "status");
  copy.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(each.message); copied.textContent = " Copied."; }
    catch { getSelection().selectAllChildren(message); copied.textContent = " Marked: press Ctrl+C (or Cmd+C)."; }
  });
  row.append(copy, copied);
  card.append(made("h3", each.name), facts, message, row);
  return card;
}

function pair([name, value]) {
  return value ? [made("dt", name), made("dd", value)] : [];
}

})();
