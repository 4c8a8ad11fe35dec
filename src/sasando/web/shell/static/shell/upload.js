// Makes the box around a plain file field a place to drop a file on; says what was chosen and refuses what is too large.
function size(bytes) {
  const language = document.documentElement.lang;
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

function show(zone) {
  const input = zone.querySelector("input[type=file]");
  const file = input.files[0];
  const said = zone.querySelector(".drop-chosen");
  const tooLarge = Boolean(file && zone.dataset.limit && file.size > Number(zone.dataset.limit));
  input.setCustomValidity(tooLarge ? zone.dataset.tooLarge : "");
  zone.classList.toggle("drop-wrong", tooLarge);
  zone.classList.toggle("drop-full", Boolean(file) && !tooLarge);
  said.textContent = file ? `${file.name} · ${size(file.size)}${tooLarge ? `. ${zone.dataset.tooLarge}` : ""}` : "";
}

function zoneOf(event) {
  return event.target instanceof Element ? event.target.closest("[data-drop]") : null;
}

document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (zone) show(zone);
});

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.add("drop-over");
});

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event);
  if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("drop-over");
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("drop-over");
  if (!event.dataTransfer.files.length) return;
  zone.querySelector("input[type=file]").files = event.dataTransfer.files;
  show(zone);
});

// A form without the browser's own checks (novalidate) still does not send a file that is too large.
document.addEventListener("submit", (event) => {
  const input = event.target.querySelector("[data-drop] input[type=file]");
  if (input && !input.checkValidity() && input.validity.customError) {
    event.preventDefault();
    input.focus();
  }
});
