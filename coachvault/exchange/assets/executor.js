"use strict";
(() => {

@@common@@

// The BIP-39 list, of which an executor's words are.
const WORDS = "@@words@@".split(" ");
const COUNT = 24;

if (!canOpen()) return;
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
  const words = typed(), problem = element("problem");
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
  const shown = await tried(words.map(meant).join(" "));
  if (shown === undefined) return;
  if (shown === null) {
    problem.textContent = "All of these are words of the list, but together they do not open this page. Is one of them in"
      + " another place, or is the sheet for something else?";
    return element("words").focus();
  }
  element("words").value = "";
  tell(shown);
});

function tell(shown) {
  const practice = shown.practice ? ` of ${shown.practice}` : "";
  element("first").textContent = `These are the people${practice} who have to be told, as it was on ${shown.made}.`;
  element("clients").replaceChildren(...shown.clients.map(client));
  if (!shown.clients.length) element("clients").append(made("p", "Nobody has to be told: no work is under way.", "card"));
  element("know").replaceChildren(...shown.know.flatMap(pair));
  element("later").replaceChildren(...shown.later.map(each => made("p", each)));
  element("foot").textContent = `Made on ${shown.made} by CoachVault. It holds no notes.`;
  element("print").addEventListener("click", () => print());
  show("opened");
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
  card.append(made("h3", each.name), facts, ...(each.message ? [message, row] : []));
  return card;
}

})();
