// The brush that covers faces, plates and screens. It changes the pixels themselves; what was below is gone.

export function cover(canvas, x, y) {
  const size = Math.max(8, Math.round(Math.max(canvas.width, canvas.height) / 24));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const left = Math.floor(x / size - 1) * size;
  const top = Math.floor(y / size - 1) * size;
  for (let column = 0; column < 3; column += 1) {
    for (let row = 0; row < 3; row += 1) average(context, left + column * size, top + row * size, size);
  }
}

function average(context, left, top, size) {
  const x = Math.max(0, left);
  const y = Math.max(0, top);
  const width = Math.min(left + size, context.canvas.width) - x;
  const height = Math.min(top + size, context.canvas.height) - y;
  if (width <= 0 || height <= 0) return;
  const data = context.getImageData(x, y, width, height).data;
  const sum = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) sum.forEach((_, part) => (sum[part] += data[at + part]));
  const colour = sum.map((part) => Math.round(part / (data.length / 4)));
  context.fillStyle = "rgb(" + colour.join() + ")";
  context.fillRect(x, y, width, height);
}

// By finger, by mouse, and by the arrow keys with the space bar.
export function brushOn(canvas, isOn, told, changed) {
  let held = false;
  let x = canvas.width / 2;
  let y = canvas.height / 2;
  function at(event) {
    const box = canvas.getBoundingClientRect();
    x = ((event.clientX - box.left) / box.width) * canvas.width;
    y = ((event.clientY - box.top) / box.height) * canvas.height;
    cover(canvas, x, y);
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (!isOn()) return;
    held = true;
    event.preventDefault();
    at(event);
  });
  canvas.addEventListener("pointermove", (event) => held && at(event));
  ["pointerup", "pointercancel", "pointerleave"].forEach((name) => {
    canvas.addEventListener(name, () => {
      if (held) changed();
      held = false;
    });
  });
  canvas.addEventListener("keydown", (event) => {
    const step = Math.max(canvas.width, canvas.height) / 24;
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], " ": [0, 0] }[event.key];
    if (!isOn() || !move) return;
    event.preventDefault();
    x = Math.min(canvas.width, Math.max(0, x + move[0] * step));
    y = Math.min(canvas.height, Math.max(0, y + move[1] * step));
    if (event.key === " ") cover(canvas, x, y);
    const percent = Math.round((x / canvas.width) * 100) + "%，从上数 " + Math.round((y / canvas.height) * 100) + "%";
    if (event.key === " ") changed();
    told((event.key === " " ? "已打码：" : "位置：") + "从左数 " + percent);
  });
}
