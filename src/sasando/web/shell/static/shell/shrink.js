// Makes photos small before they are sent: 1600 pixels at most, as JPEG. Drawing them anew leaves out where they were taken.
const MOST = 1600;
const QUALITY = 0.8;

async function small(file) {
  if (!file.type.startsWith("image/")) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, MOST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob ? new File([blob], "foto.jpg", { type: "image/jpeg" }) : file;
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !("shrink" in input.dataset)) return;
  const form = input.form;
  form.setAttribute("aria-busy", "true");
  try {
    const chosen = new DataTransfer();
    for (const file of input.files) chosen.items.add(await small(file));
    input.files = chosen.files;
  } catch {
    // a browser that cannot draw it sends it as it is; the server says what is wrong with it
  } finally {
    form.removeAttribute("aria-busy");
  }
});
