// Photos: drawn anew and smaller, so that where and with what they were taken is no longer in them.

const LONGEST = 1600; // pixels of the longer side
const MOST = 400_000; // bytes

export async function shrink(file) {
  const picture = await createImageBitmap(file);
  for (let side = LONGEST; ; side *= 0.75) {
    const part = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * part));
    canvas.height = Math.max(1, Math.round(picture.height * part));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.72));
    if (blob.size <= MOST || side < 500) return new Uint8Array(await blob.arrayBuffer());
  }
}
