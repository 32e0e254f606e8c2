const FORMAT = "@@format@@";
const PURPOSE = "@@purpose@@\0";

const element = id => document.getElementById(id);
const made = (tag, text = "", className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });
const utf8 = text => new TextEncoder().encode(text);
const fromBase64 = text => Uint8Array.from(atob(text), mark => mark.charCodeAt(0));
const pair = ([name, value]) => (value ? [made("dt", name), made("dd", value)] : []);

const show = id => {
  for (const each of ["instead", "locked", "opened"]) element(each).hidden = each !== id;
  scrollTo(0, 0);
};
const insteadSay = text => { element("instead").textContent = text; show("instead"); };

const sealed = JSON.parse(element("sealed").textContent);

// The texts of the page in the language that is read; `say` fills in what stands in braces.
let texts = sealed.texts[0];
const say = (name, filled = {}) => texts[name].replace(/\{([a-z]+)\}/g, (_, each) => filled[each]);

function speak(language) {
  texts = sealed.texts.find(each => each.language === language) || texts;
  document.documentElement.lang = texts.language;
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
}

// Where the readers of a page have several languages, each can take theirs before it is opened.
function offerLanguages() {
  if (sealed.texts.length < 2) return;
  element("languages").replaceChildren(...sealed.texts.map(({ language, own_name }) => {
    const button = Object.assign(made("button", own_name, "second"), { type: "button", lang: language });
    button.addEventListener("click", () => speak(language));
    return button;
  }));
  element("languages").hidden = false;
}

const canOpen = () => {
  if (!(window.crypto && crypto.subtle))
    insteadSay(say("cannot_open"));
  else if (sealed.format !== FORMAT || !sealed.boxes.length)
    insteadSay(say("damaged"));
  else return true;
  return false;
};

// Returns what is sealed under a secret, or null.
async function opened(typed) {
  const secret = await crypto.subtle.importKey("raw", utf8(typed), "PBKDF2", false, ["deriveBits"]);
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
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
    } catch { /* the box of another reader */ }
  }
  return null;
}

// Tries a secret while the button says so.
async function tried(secret) {
  const button = element("open");
  if (button.disabled) return undefined;
  button.disabled = true;
  button.textContent = say("opening");
  try {
    return await opened(secret);
  } finally {
    button.disabled = false;
    button.textContent = say("open");
  }
}
