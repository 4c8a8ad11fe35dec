// Codes out of pictures and out of the camera: by the browser itself where it can, else by our own reader.

import { readQr } from "./qr.js";

const SIDES = [1400, 2400, 800]; // pixels of the longer side, one after the other
const FRAME = 900;
let own;

async function detector() {
  own ??= (async () => {
    try {
      const formats = await BarcodeDetector.getSupportedFormats();
      return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
    } catch {
      return null; // no such thing in this browser
    }
  })();
  return own;
}

async function byBrowser(picture) {
  try {
    return (await (await detector())?.detect(picture))?.[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

function drawn(source, width, height, longest) {
  const shrunk = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height].map((side) => Math.max(1, Math.round(side * shrunk)));
  const on = canvas.getContext("2d", { willReadFrequently: true });
  on.fillStyle = "#fff"; // what is transparent is paper
  on.fillRect(0, 0, canvas.width, canvas.height);
  on.imageSmoothingQuality = "high";
  on.drawImage(source, 0, 0, canvas.width, canvas.height);
  return on.getImageData(0, 0, canvas.width, canvas.height);
}

// The code in a file that was chosen; null where none can be read, or the file is no picture.
export async function codeInFile(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  try {
    const found = await byBrowser(picture);
    if (found) return found;
    const sides = SIDES.filter((side, n) => n === 0 || side < Math.max(picture.width, picture.height));
    for (const side of sides) {
      const code = readQr(drawn(picture, picture.width, picture.height, side));
      if (code) return code;
      await new Promise((resolve) => setTimeout(resolve)); // let the page breathe
    }
    return null;
  } finally {
    picture.close();
  }
}

// Look through the camera until `seen(code)` says true or the returned function is called. Rejects without a camera.
export async function watch(video, seen) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 960 } },
    audio: false,
  });
  let going = true;
  const stop = () => {
    going = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  const look = async () => {
    if (!going) return;
    if (video.videoWidth) {
      const code = (await byBrowser(video)) ?? readQr(drawn(video, video.videoWidth, video.videoHeight, FRAME), { quick: true });
      if (going && code && seen(code)) return stop();
    }
    setTimeout(look, 120);
  };
  look();
  return stop;
}
