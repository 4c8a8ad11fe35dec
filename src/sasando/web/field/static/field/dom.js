// Building the page out of elements; text is always text, never markup. And the words in the reader's language.

const ENGLISH = JSON.parse(document.getElementById("words")?.textContent || "null") ?? {};

// The sentence in the language of the page; the Indonesian one is the key. `{name}` stands for a value.
export function say(sentence, values = {}) {
  const text = ENGLISH[sentence] ?? sentence;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list" && name !== "form" && typeof value !== "object") made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const button = (words, onclick, attributes = {}) =>
  h("button", { type: "button", className: "button", onclick, ...attributes }, words);

export const main = (words, onclick, attributes = {}) =>
  button(words, onclick, { className: "button button-main", ...attributes });

export function field(words, input, help = "") {
  input.id ||= `f${Math.random().toString(36).slice(2)}`;
  input.autocomplete = "off";
  return h("div", { className: "field" }, h("label", { htmlFor: input.id }, words), help && h("p", { className: "help" }, help), input);
}

export function choose(pairs, value = "", attributes = {}) {
  const made = h("select", attributes, pairs.map(([key, words]) => h("option", { value: key }, words)));
  made.value = value ?? "";
  return made;
}

// An answer of the app to what was just done, with a way back where there is one. Stays until the next one.
let until;
let toldAt = 0;
export function tell(words, { undo = null, bad = false } = {}) {
  const said = document.getElementById("said");
  clearTimeout(until);
  toldAt = performance.now();
  said.className = bad ? "gate-said said-bad" : "gate-said";
  said.replaceChildren(h("p", {}, words), undo ? button(say("Urungkan"), () => { said.replaceChildren(); undo(); }) : "");
  if (!bad) until = setTimeout(() => said.replaceChildren(), 9000);
}

// Another screen: what was said of the last one goes, but not what was said on the way here.
export function hush() {
  if (performance.now() - toldAt < 1500) return;
  document.getElementById("said").replaceChildren();
}
