// The answer on the page: word, shape and colour; why; what the card says. Text is always text, never markup.

import { dayOf } from "./judging.js";

const { says, kinds, labels, words } = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;
const countries = new Intl.DisplayNames(language, { type: "region" });
const SIGNS = { good: "✓", bad: "✕", unread: "?" };

export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
export const dayWords = (days) =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(days * 86400000));
export const momentWords = (milliseconds) =>
  `${new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Makassar" }).format(milliseconds)} WITA`;

function made(tag, className, ...inside) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...inside.filter(Boolean));
  return element;
}

function verdict(state, word, why) {
  const sign = made("span", "verdict-sign", SIGNS[state]);
  sign.setAttribute("aria-hidden", "true");
  return made("div", `verdict verdict-${state}`, made("h2", "", sign, ` ${word}`), why && made("p", "", why));
}

// Show a judgement, or that nothing could be read (null).
export function show(place, judgement) {
  if (!judgement) return place.replaceChildren(verdict("unread", say("unread"), say("unread_do")));
  const { reason, caution, statement, listedAt } = judgement;
  const why = reason ? says[reason].replace("{day}", reasonDay(reason, statement)) : "";
  const rows = statement ? Object.entries(labels).map(([name, label]) => [label, valueOf(name, statement)]) : [];
  const said = made("dl", "summary", ...rows.filter(([, value]) => value).map(([label, value]) =>
    made("div", "", made("dt", "", label), made("dd", "", value))));
  const warning = caution && made("p", "notice notice-warn", says[caution].replace("{day}", listedAt === null ? "" : dayWords(dayOf(listedAt))));
  place.replaceChildren(
    verdict(reason ? "bad" : "good", say(reason ? "not_good" : "good"), why),
    ...[warning, statement && made("p", "help", say(reason ? "says_itself" : "compare")), statement && said].filter(Boolean),
  );
}

function reasonDay(reason, statement) {
  if (reason === "expired") return dayWords(dayOf(statement.expires_at - 1));
  return reason === "not_yet" ? dayWords(dayOf(statement.issued_at)) : "";
}

function valueOf(name, statement) {
  if (name === "what") return kinds[statement.what];
  if (name === "last_day") return dayWords(dayOf(statement.expires_at - 1));
  const value = statement[name];
  if (name === "country" && /^[A-Z]{2}$/.test(value)) return countries.of(value);
  return name === "decided_on" && value !== undefined ? dayWords(value) : value === undefined ? "" : String(value);
}
