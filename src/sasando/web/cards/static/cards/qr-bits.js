// From a picture to dark and light: each pixel against the light around it, so that a shadow over half a card does no harm.

// The luminance of every pixel of an ImageData.
export function greyOf({ data, width, height }) {
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    grey[at] = (data[from] * 77 + data[from + 1] * 150 + data[from + 2] * 29) >> 8;
  }
  return grey;
}

// Each pixel the mean of the nine around it.
export function smoothed(grey, width, height) {
  const out = grey.slice();
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      let sum = 0;
      for (const row of [at - width, at, at + width]) sum += grey[row - 1] + grey[row] + grey[row + 1];
      out[at] = sum / 9;
    }
  }
  return out;
}

// 1 for dark. `radius` (pixels) is how far around a pixel its light is measured; 0 measures the whole picture at once.
export function darkBits(grey, width, height, radius) {
  return radius ? locally(grey, width, height, radius) : atOnce(grey);
}

function locally(grey, width, height, radius) {
  const sums = sumsOf(grey, width, height);
  const bits = new Uint8Array(grey.length);
  const wide = width + 1;
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * wide;
    const bottom = Math.min(height, y + radius + 1) * wide;
    const rows = (bottom - top) / wide;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
      const at = y * width + x;
      bits[at] = grey[at] * rows * (right - left) < sum * 0.92 ? 1 : 0; // a little darker than around: paper has grain
    }
  }
  return bits;
}

function sumsOf(grey, width, height) {
  const wide = width + 1;
  const sums = new Uint32Array(wide * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += grey[y * width + x];
      sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1] + row;
    }
  }
  return sums;
}

// Otsu: the threshold that parts the two heaps of light best.
function atOnce(grey) {
  const heap = new Uint32Array(256);
  for (const value of grey) heap[value]++;
  let all = 0;
  for (let value = 0; value < 256; value++) all += value * heap[value];
  let [best, threshold, below, sum] = [-1, 128, 0, 0];
  for (let value = 0; value < 255; value++) {
    below += heap[value];
    sum += value * heap[value];
    if (!below || below === grey.length) continue;
    const apart = sum / below - (all - sum) / (grey.length - below);
    const worth = below * (grey.length - below) * apart * apart;
    if (worth > best) [best, threshold] = [worth, value];
  }
  return grey.map((value) => (value <= threshold ? 1 : 0));
}
