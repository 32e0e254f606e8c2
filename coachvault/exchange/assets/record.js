"use strict";
(() => {

@@common@@

const CODE_LENGTH = 12;

if (!canOpen()) return;
show("locked");
element("code").focus();

const typed = () => element("code").value.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1")
  .replace(/[^0-9A-HJKMNP-TV-Z]/g, "");

element("locked").addEventListener("submit", async event => {
  event.preventDefault();
  const code = typed(), problem = element("problem");
  if (code.length !== CODE_LENGTH) {
    problem.textContent = say("code_length", { count: code.length });
    return element("code").focus();
  }
  problem.textContent = "";
  const shown = await tried(code);
  if (shown === undefined) return;
  if (shown === null) {
    problem.textContent = say("code_wrong");
    return element("code").focus();
  }
  element("code").value = "";
  element("first").textContent = shown.title;
  element("about").textContent = shown.about;
  element("sections").replaceChildren(...shown.sections.flatMap(section));
  element("foot").textContent = say("foot", { day: shown.made });
  element("print").addEventListener("click", () => print());
  show("opened");
  element("first").focus({ preventScroll: true });
});

function section({ title, items }) {
  return [made("h2", title), ...items.map(({ title, facts, text }) => {
    const card = made("article", "", "card"), list = made("dl");
    if (title) card.append(made("h3", title));
    list.append(...facts.flatMap(pair));
    if (list.children.length) card.append(list);
    if (text) card.append(made("blockquote", text));
    return card;
  })];
}

})();
