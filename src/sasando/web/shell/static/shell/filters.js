// A changed choice of a filter applies at once; a word that is being written applies after a short rest.
// Only forms whose answer htmx puts into the page (`data-autosubmit`): a whole new page would take the focus away.
const REST = 400;
let waiting;

function submitSoon(form, rest) {
  clearTimeout(waiting);
  waiting = setTimeout(() => form.isConnected && form.requestSubmit(), rest);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form) submitSoon(form, 0);
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("form[data-autosubmit] input:is([type=search], [type=text])")) return;
  submitSoon(event.target.form, REST);
});
