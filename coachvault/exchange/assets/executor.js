"use strict";
(() => {

@@common@@

// The BIP-39 list, of which an executor's words are.
const WORDS = "@@words@@".split(" ");
const COUNT = 24;

if (!canOpen()) return;
offerLanguages();
show("locked");
element("words").focus();

// What was typed, as far as it can be meant: whole words, or their first four letters; numbers and signs are left out.
const typed = () => element("words").value.toLowerCase().match(/[a-z]+/g) || [];
const meant = word =>
  WORDS.includes(word) ? word : (word.length >= 4 && WORDS.find(each => each.startsWith(word.slice(0, 4)) &&
    each.startsWith(word))) || "";

element("words").addEventListener("input", () => {
  const count = typed().length;
  element("count").textContent = count ? say("count", { count }) : "";
  element("problem").textContent = "";
});

element("locked").addEventListener("submit", async event => {
  event.preventDefault();
  const words = typed(), problem = element("problem");
  const wrong = words.findIndex(word => !meant(word));
  if (wrong >= 0) {
    problem.textContent = say("not_a_word", { number: wrong + 1, word: words[wrong] });
    return element("words").focus();
  }
  if (words.length !== COUNT) {
    problem.textContent = say("how_many", { count: words.length });
    return element("words").focus();
  }
  problem.textContent = "";
  const shown = await tried(words.map(meant).join(" "));
  if (shown === undefined) return;
  if (shown === null) {
    problem.textContent = say("not_together");
    return element("words").focus();
  }
  element("words").value = "";
  tell(shown);
});

function tell(shown) {
  speak(shown.language);
  const day = shown.made, practice = shown.practice;
  element("first").textContent = practice ? say("first_of", { day, practice }) : say("first", { day });
  element("clients").replaceChildren(...shown.clients.map(client));
  if (!shown.clients.length) element("clients").append(made("p", say("nobody"), "card"));
  element("know").replaceChildren(...shown.know.flatMap(pair));
  element("later").replaceChildren(...shown.later.map(each => made("p", each)));
  element("foot").textContent = say("foot", { day });
  element("print").addEventListener("click", () => print());
  element("languages").hidden = true;
  show("opened");
  element("first").focus({ preventScroll: true });
}

function client(each) {
  const card = made("article", "", "card"), facts = made("dl"), message = made("blockquote", each.message);
  const copy = made("button", say("copy"), "second"), copied = made("span", "", "hint"), row = made("p", "", "row");
  facts.append(...each.facts.flatMap(pair));
  if (each.language) message.lang = each.language;
  copy.type = "button";
  copied.setAttribute("role", "status");
  copy.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(each.message); copied.textContent = ` ${say("copied")}`; }
    catch { getSelection().selectAllChildren(message); copied.textContent = ` ${say("marked")}`; }
  });
  row.append(copy, copied);
  card.append(made("h3", each.name), facts, ...(each.message ? [message, row] : []));
  return card;
}

})();
