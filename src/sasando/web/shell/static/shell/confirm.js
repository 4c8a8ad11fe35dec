// Shows the question of a step that cannot be undone as a dialogue. Without this script it opens in its place.
function ask(details) {
  const body = details.querySelector(".confirm-body");
  const dialog = document.createElement("dialog");
  const title = body.querySelector(".notice-title");
  title.id ||= `confirm-${Math.random().toString(36).slice(2)}`;
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(body);
  document.body.append(dialog);
  const close = body.querySelector("[data-close]");
  close.hidden = false;
  close.addEventListener("click", () => dialog.close(), { once: true });
  dialog.addEventListener("close", () => {
    close.hidden = true;
    details.append(body);
    dialog.remove();
    details.querySelector("summary").focus();
  });
  dialog.showModal();
  close.focus(); // the harmless answer stands ready
}

document.addEventListener("click", (event) => {
  const summary = event.target.closest("details[data-confirm] > summary");
  if (!summary || typeof HTMLDialogElement === "undefined") return;
  event.preventDefault();
  ask(summary.parentElement);
});
