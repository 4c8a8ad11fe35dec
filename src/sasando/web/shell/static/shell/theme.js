// Light, dark, or what the device says. The choice stays on this device; without it, or without scripts,
// the style sheet follows the device by itself.
const KEY = "sasando-theme";
const root = document.documentElement;

function chosen() {
  try {
    return localStorage.getItem(KEY) || "system";
  } catch {
    return "system"; // storage can be forbidden
  }
}

function apply(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

function mark(theme) {
  for (const group of document.querySelectorAll("[data-theme-switch]")) {
    group.hidden = false;
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
  }
}

function choose(theme) {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // then it holds for this page only
  }
  apply(theme);
  mark(theme);
}

apply(chosen());

// A module with blocking="render" may run before the page is read.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => mark(chosen()));
else mark(chosen());

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch] button");
  if (button) choose(button.value);
});

// A choice in another tab holds here too.
addEventListener("storage", (event) => {
  if (event.key === KEY) {
    apply(chosen());
    mark(chosen());
  }
});
