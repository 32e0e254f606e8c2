"use strict";
(async () => {

// What the page says, and the BIP-39 list for the six words. Both belong to the script, so that its hash covers them.
const TEXTS = @@sentences@@;
const WORDS = "@@words@@".split(" ");

const CODE_LENGTH = 12;
const PADDED_TO = 1024;
const VERSION = 1;
const LINE_LENGTH = 64;
const LONGEST_NAME = 120, LONGEST_REMARK = 2000, LONGEST_TEXT = 65536, MOST_WRITTEN = 10000;
const FORMATS = { request: "coachvault-request-1", statement: "coachvault-signoff-1" };

const element = id => document.getElementById(id);
const made = (tag, text = "", className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });

// Bytes ---------------------------------------------------------------------------------------------------------------

const utf8 = text => new TextEncoder().encode(text);
const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};
const toBase64 = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
const fromBase64 = text => Uint8Array.from(atob(text), mark => mark.charCodeAt(0));
const toHex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
const random = length => crypto.getRandomValues(new Uint8Array(length));
const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

// One value, one sequence of bytes: sorted keys, no spaces (a part of RFC 8785).
const canonical = value => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
};

const padded = text => {
  const bytes = utf8(text);
  return joined(bytes, new Uint8Array((PADDED_TO - bytes.length % PADDED_TO) % PADDED_TO).fill(32));
};

// What a person types: composed, with one kind of line end, without what cannot be seen or turns the order of letters.
const UNSEEN = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const cleaned = (text, longest) => {
  const seen = text.replace(LINE_ENDS, "\n").replace(/\t/g, " ").replace(UNSEEN, "").normalize("NFC").trim();
  return Array.from(seen).slice(0, longest).join("");
};
// What is passed on has one form (1.2): no space ends a line, one blank line parts two paragraphs.
const BLANK = /[\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0\ufff0-\ufff8\u{e0000}-\u{e0fff}]|\p{NChar}/gu;
const wording = text =>
  cleaned(text.replace(BLANK, ""), Infinity).replace(/[^\S\n]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();
const lengthOf = text => Array.from(text).length;
const nameTyped = () => cleaned(cleaned(element("name").value, Infinity).replace(/\s+/g, " "), LONGEST_NAME);
const plainCode = typed =>
  typed.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-HJKMNP-TV-Z]/g, "");

// Keys ----------------------------------------------------------------------------------------------------------------

async function masterKey(code, { salt, iterations }) {
  const typed = await crypto.subtle.importKey("raw", utf8(code), "PBKDF2", false, ["deriveBits"]);
  const stretching = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations };
  const bits = await crypto.subtle.deriveBits(stretching, typed, 256);
  return crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
}

const keyFor = (master, purpose, use) =>
  crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8(purpose) },
    master, { name: "AES-GCM", length: 256 }, false, [use]);

// The page ------------------------------------------------------------------------------------------------------------

const sealed = JSON.parse(element("request").textContent);
const language = sealed.language in TEXTS.sentences ? sealed.language : "en";
let role = TEXTS.roles[language][sealed.role] || TEXTS.roles[language].coach;
const say = (name, values = {}) =>
  TEXTS.sentences[language][name].replace(/\{(\w+)\}/g, (_, key) => ({ ...role, ...values })[key]);

const show = id => {
  for (const each of ["instead", "locked", "asked", "signed"]) element(each).hidden = each !== id;
  scrollTo(0, 0);
};
const insteadSay = name => { element("instead").textContent = say(name); show("instead"); };

const sayAll = () => {
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
};
sayAll();
// A day as the language writes it, the same as in the sentence that is signed.
const longDay = iso => {
  const { months, day, first } = TEXTS.dates[language], [year, month, number] = iso.slice(0, 10).split("-").map(Number);
  const values = { day: number === 1 ? first : number, month: months[month - 1], year };
  return day.replace(/\{(\w+)\}/g, (_, key) => values[key]);
};
element("foot").textContent = say("foot", { code: sealed.request });

try {  // an honest answer for old browsers, before anything is typed
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  if (!pair.privateKey) throw new Error();
} catch {
  return insteadSay("too_old");
}
const head = { ...sealed };
delete head.ciphertext;
delete head.nonce;
if (sealed.format !== FORMATS.request || ![sealed.ciphertext, sealed.nonce, sealed.salt].every(Boolean))
  return insteadSay("damaged");
show("locked");

let master, asked, askedHash;
const choices = [], areas = [];

element("locked").addEventListener("submit", async event => {
  event.preventDefault();
  const button = element("open"), problem = element("code-problem"), code = plainCode(element("code").value);
  if (button.disabled) return;
  if (code.length !== CODE_LENGTH) {
    problem.textContent = say("code_length", { count: code.length });
    return element("code").focus();
  }
  problem.textContent = "";
  button.disabled = true;
  button.textContent = say("opening");
  try {
    master = await masterKey(code, sealed);
    await open();
  } catch {
    problem.textContent = say("code_wrong");
    element("code").focus();
  } finally {
    button.disabled = false;
    button.textContent = say("open");
  }
});

async function open() {
  const key = await keyFor(master, `CoachVault/v1 request key\0${sealed.request}`, "decrypt");
  const opening = { name: "AES-GCM", iv: fromBase64(sealed.nonce), additionalData: utf8(canonical(head)) };
  const opened = await crypto.subtle.decrypt(opening, key, fromBase64(sealed.ciphertext));
  const text = new TextDecoder("utf-8", { fatal: true }).decode(opened).replace(/ +$/, "");
  asked = JSON.parse(text);
  if (canonical(asked) !== text || asked.request !== sealed.request || asked.format !== FORMATS.request
      || !(asked.client_may_write >= 0 && asked.client_may_write <= MOST_WRITTEN)) throw new Error();
  askedHash = toHex(await sha256(utf8(`CoachVault/v1 request\0${text}`)));
  element("code").value = "";
  showAsked();
}

function showAsked() {
  if (asked.sender) {  // by name, now that it is known
    role = Object.fromEntries(Object.keys(role).map(key => [key, asked.sender]));
    sayAll();
  }
  const until = longDay(asked.expires);
  const terms = [["from", asked.sender], ["to", asked.recipient], ["purpose", asked.purpose], ["until", until]];
  for (const [name, value] of terms) if (value) element("terms").append(made("dt", say(name)), made("dd", value));
  element("paragraphs").replaceChildren(...asked.paragraphs.map(paragraph));
  for (const id of ["how-writing", "writing", "result"]) element(id).hidden = !asked.client_may_write;
  element("consent").textContent = asked.consent;
  show("asked");
  update();
  element("paragraphs").querySelector("input").focus({ preventScroll: true });
}

const CHOICES = { approve: "approved", leave_out: "left-out", own_words: "own" };

function paragraph(text, index) {
  const field = made("fieldset", "", "card"), choice = made("div", "", "choice"), area = made("textarea");
  const own = made("div"), label = made("label", say("own_label", { number: index + 1 }));
  const proposed = made("p", text, "wording");
  proposed.dir = area.dir = "auto";
  Object.assign(area, { id: `own-${index + 1}`, rows: 5, value: text });
  label.htmlFor = area.id;
  tidied(area);
  own.append(label, area);
  own.hidden = true;
  areas[index] = area;
  for (const name of Object.keys(CHOICES).slice(0, asked.client_may_write ? 3 : 2)) {
    const label = made("label"), button = made("input");
    Object.assign(button, { type: "radio", name: `paragraph-${index + 1}`, value: name });
    button.addEventListener("change", () => {
      choices[index] = name;
      field.className = `card ${CHOICES[name]}`;
      own.hidden = name !== "own_words";
      update();
    });
    label.append(button, made("span", say(name)));
    choice.append(label);
  }
  const legend = say("paragraph", { number: index + 1, count: asked.paragraphs.length });
  field.append(made("legend", legend), proposed, choice, ...(asked.client_may_write ? [own] : []));
  return field;
}

function tidied(area) {  // what is signed is what is seen: as soon as the field is left, it shows the form that is kept
  area.addEventListener("input", update);
  area.addEventListener("change", () => { area.value = wording(area.value); update(); });
}
tidied(element("addition"));

// What is decided so far: the numbers that are approved, what was written, and the text that both make.
function decided() {
  const own = asked.paragraphs.map((_, index) => choices[index] === "own_words" ? wording(areas[index].value) : null);
  const approves = (text, index) => choices[index] === "approve" || own[index] === text;
  const added = asked.client_may_write ? wording(element("addition").value) : "";
  const approved = [], written = [], parts = [];
  asked.paragraphs.forEach((text, index) => {
    if (approves(text, index)) approved.push(index + 1);
    else if (own[index]) written.push({ instead_of: index + 1, text: own[index] });
    if (approves(text, index) || own[index]) parts.push(own[index] || text);
  });
  if (added) {
    written.push({ instead_of: 0, text: added });
    parts.push(added);
  }
  const empty = own.flatMap((text, index) => text === "" ? [index + 1] : []);
  return { approved, written, empty, text: parts.length ? `${parts.join("\n\n")}\n` : "" };
}

const tell = (id, text) => { if (element(id).textContent !== text) element(id).textContent = text; };

function update() {
  const { written, empty, text } = decided(), left = [];
  const undecided = asked.paragraphs.filter((_, index) => !choices[index]).length;
  const room = asked.client_may_write - written.reduce((sum, each) => sum + lengthOf(each.text), 0);
  const tooLong = Math.max(-room, lengthOf(text) - LONGEST_TEXT);
  if (undecided) left.push(say(undecided === 1 ? "paragraph_left" : "paragraphs_left", { count: undecided }));
  left.push(...empty.map(number => say("own_label_left", { number })));
  if (tooLong > 0) left.push(say(tooLong === 1 ? "too_long_one" : "too_long", { count: tooLong }));
  if (!nameTyped()) left.push(say("name_left"));
  if (!element("tick").checked) left.push(say("tick_left"));
  const all_out = !undecided && !empty.length && !text;
  const told = left.length ? say("still_open", { what: left.join(", ") }) : all_out ? "" : say("ready");
  tell("still-open", [told, all_out ? say("all_out") : ""].filter(Boolean).join(" "));
  tell("room", say("room", { count: Math.max(room, 0) }));
  tell("result-text", text.trimEnd() || say("result_nothing"));
  element("sign").disabled = left.length > 0;
}
for (const id of ["name", "tick"]) element(id).addEventListener("input", update);

// Signing -------------------------------------------------------------------------------------------------------------

let block, copyOfMine;

element("asked").addEventListener("submit", async event => {
  event.preventDefault();
  if (element("sign").disabled) return;
  element("sign").disabled = true;
  try {
    await sign();
    show("signed");
    element("signed").focus();
  } catch {
    element("sign-problem").textContent = say("failed");
    element("sign").disabled = false;
  }
});

async function sign() {
  const { approved, written, text } = decided();
  const remark = cleaned(element("remark").value, LONGEST_REMARK);
  const unsigned = canonical({
    approved, paragraphs: asked.paragraphs.length, remark, request_sha256: askedHash, salt: toBase64(random(16)),
    written,
  });
  const statement = canonical({
    consent: asked.consent,
    expires: asked.expires,
    format: FORMATS.statement,
    name: nameTyped(),
    private_sha256: toHex(await sha256(utf8(`CoachVault/v1 private\0${unsigned}`))),
    purpose: asked.purpose,
    recipient: asked.recipient,
    release: asked.release,
    signed_at: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    text_sha256: toHex(await sha256(utf8(text))),
    vault: asked.vault,
  });
  const message = utf8(`CoachVault/v1 sign-off\0${statement}`);
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);  // cannot leave the page
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const signature = new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, pair.privateKey, message));
  if (!await crypto.subtle.verify({ name: "Ed25519" }, pair.publicKey, signature, message)) throw new Error();
  const proof = { public_key: toBase64(publicKey), signature: toBase64(signature), statement };
  const words = await sixWords(publicKey, message);
  block = await armoured(canonical({ ...proof, private: unsigned }));
  copyOfMine = readable(text, JSON.parse(statement), words, proof);
  element("block").value = block;
  element("on-paper").textContent = copyOfMine;
  element("words").replaceChildren(...words.map(word => made("li", word)));
}

async function sixWords(publicKey, message) {
  const digest = await sha256(joined(utf8("CoachVault/v1 words\0"), publicKey, await sha256(message)));
  const bits = Array.from(digest, byte => byte.toString(2).padStart(8, "0")).join("");
  return [0, 1, 2, 3, 4, 5].map(index => WORDS[parseInt(bits.slice(index * 11, index * 11 + 11), 2)]);
}

async function armoured(reply) {
  const code = utf8(sealed.request.replace("-", "")), nonce = random(12);
  const key = await keyFor(master, `CoachVault/v1 reply key\0${sealed.request}`, "encrypt");
  const additionalData = joined(utf8("CoachVault/v1 reply\0"), Uint8Array.of(VERSION), code);
  const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, padded(reply));
  const bytes = joined(Uint8Array.of(VERSION), code, nonce, new Uint8Array(ciphertext));
  const lines = toBase64(bytes).match(new RegExp(`.{1,${LINE_LENGTH}}`, "g"));
  return ["-----BEGIN COACHVAULT SIGN-OFF-----", ...lines, "-----END COACHVAULT SIGN-OFF-----", ""].join("\n");
}

const labelled = (name, value) => say("label", { name: say(name), value }).trim();

function localDay(moment) {
  const at = new Date(moment), two = number => String(number).padStart(2, "0");
  return longDay(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
}

const readable = (text, statement, words, proof) => [
  `${say("copy_title")} (${statement.release})`,
  labelled("copy_at", localDay(statement.signed_at)),
  labelled("to", statement.recipient),
  labelled("purpose", statement.purpose),
  labelled("until", longDay(statement.expires)),
  labelled("copy_words", words.join(" ")),
  labelled("copy_text", ""),
  text.trimEnd() || say("copy_nothing"),
  statement.consent,
  labelled("copy_proof", 'Ed25519, "CoachVault/v1 sign-off\\0"'),
  `public key ${proof.public_key}\nsignature ${proof.signature}\nstatement ${proof.statement}`,
].join("\n\n") + "\n";

function save(name, text) {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

element("save").addEventListener("click", () => save(`sign-off-${sealed.request}.txt`, block));
element("my-copy").addEventListener("click", () => save(`my-copy-${sealed.request}.txt`, copyOfMine));
element("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(block);
    element("copied").textContent = say("copied");
  } catch {
    element("block").focus();
    element("block").select();
    element("copied").textContent = document.execCommand("copy") ? say("copied") : say("copy_by_hand");
  }
});

})();
