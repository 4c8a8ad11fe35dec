// Asks the device for a passkey and puts its answer into the form. The server's options lie in the page as JSON; what is
// binary in them travels as base64url (WebAuthn level 3, section 5.1.8).
function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function toText(buffer) {
  let plain = "";
  for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (list) => (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

function forDevice(given) {
  const options = { ...given, challenge: toBytes(given.challenge) };
  if (given.user) options.user = { ...given.user, id: toBytes(given.user.id) };
  if (given.excludeCredentials) options.excludeCredentials = withBytes(given.excludeCredentials);
  if (given.allowCredentials) options.allowCredentials = withBytes(given.allowCredentials);
  return options;
}

function forServer(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) answer[part] = toText(response[part]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function optionsOf(form) {
  const given = JSON.parse(document.getElementById(form.dataset.options).textContent);
  return forDevice(given.publicKey || given);
}

async function ask(form) {
  const said = form.querySelector(".passkey-words");
  said.textContent = "";
  if (!window.PublicKeyCredential || !navigator.credentials) {
    said.textContent = form.dataset.none;
    return;
  }
  form.setAttribute("aria-busy", "true");
  try {
    const publicKey = optionsOf(form);
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(forServer(credential));
    form.submit();
  } catch (error) {
    said.textContent = error.name === "InvalidStateError" ? form.dataset.known : form.dataset.stopped;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-passkey]")) return;
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) ask(form);
});
