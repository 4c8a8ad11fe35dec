// Signatures drawn on the glass: lines of points from 0 to 1000 in a hidden field. Without this script the form offers
// only paper.
const SIDE = 1000;

function pointOf(event, canvas) {
  const box = canvas.getBoundingClientRect();
  const within = (value, size) => Math.min(SIDE, Math.max(0, Math.round((value / size) * SIDE)));
  return [within(event.clientX - box.left, box.width), within(event.clientY - box.top, box.height)];
}

function draw(canvas, lines) {
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#1d1b2a";
  for (const line of lines) {
    pen.beginPath();
    for (const [x, y] of line.length > 1 ? line : [line[0], line[0]]) {
      pen.lineTo((x / SIDE) * canvas.width, (y / SIDE) * canvas.height);
    }
    pen.stroke();
  }
}

function ready(glass) {
  const field = document.getElementById(glass.dataset.glass);
  const canvas = glass.querySelector("canvas");
  let lines = [];
  try {
    lines = JSON.parse(field.value || "[]");
  } catch {
    lines = [];
  }
  let drawing = null;
  const keep = () => {
    field.value = lines.length ? JSON.stringify(lines) : "";
    draw(canvas, lines);
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drawing = [pointOf(event, canvas)];
    lines.push(drawing);
    keep();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const point = pointOf(event, canvas);
    const [x, y] = drawing[drawing.length - 1];
    if (Math.abs(point[0] - x) + Math.abs(point[1] - y) < 4) return; // no finger is finer than that
    drawing.push(point);
    keep();
  });
  for (const over of ["pointerup", "pointercancel"]) canvas.addEventListener(over, () => (drawing = null));
  glass.querySelector("button").addEventListener("click", () => {
    lines = [];
    keep();
  });
  glass.hidden = false;
  keep();
}

document.querySelectorAll("[data-glass]").forEach(ready);
