// A photo as it is chosen becomes pixels alone: turned upright, at most 1,600 px, without anything else of its file.

const MOST = 1600;
const HEIC = "这是苹果手机的 HEIC 照片，这个浏览器打不开。在手机上打开“设置—相机—格式”，选“兼容性最佳”再拍；已经拍好的，用微信的“原图”发到电脑，存下来的就是 JPG。";

function bytesOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = reject;
    reader.readAsArrayBuffer(file);
  });
}

// The orientation of a JPEG, and the file without its APP1 segments: so every browser shows it as it is stored.
export function bare(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return { bytes, orientation: 1 };
  const kept = [bytes.subarray(0, 2)];
  let orientation = 1;
  let place = 2;
  while (place + 4 <= bytes.length && bytes[place] === 0xff && bytes[place + 1] !== 0xda) {
    const end = place + 2 + bytes[place + 2] * 256 + bytes[place + 3];
    if (bytes[place + 1] === 0xe1) orientation = turned(bytes.subarray(place + 4, end)) || orientation;
    else kept.push(bytes.subarray(place, end));
    place = end;
  }
  kept.push(bytes.subarray(place));
  const out = new Uint8Array(kept.reduce((size, part) => size + part.length, 0));
  let at = 0;
  kept.forEach((part) => {
    out.set(part, at);
    at += part.length;
  });
  return { bytes: out, orientation };
}

// Tag 0x0112 of the first directory of Exif (CIPA DC-008).
function turned(segment) {
  if (String.fromCharCode(...segment.subarray(0, 4)) !== "Exif" || segment.length < 16) return 0;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return 0;
  const count = view.getUint16(directory, little);
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > view.byteLength) return 0;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  }
  return 0;
}

function imageOf(bytes, type) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const image = new Image();
      image.onload = () => resolve(image);
      image.onerror = reject;
      image.src = reader.result;
    };
    reader.onerror = reject;
    reader.readAsDataURL(new Blob([bytes], { type }));
  });
}

const MATRICES = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

export function drawn(source, width, height, orientation) {
  const scale = Math.min(1, MOST / Math.max(width, height));
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const canvas = document.createElement("canvas");
  canvas.width = orientation > 4 ? h : w;
  canvas.height = orientation > 4 ? w : h;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const matrix = MATRICES[orientation];
  if (matrix) context.setTransform(...matrix.slice(0, 4), matrix[4] * canvas.width, matrix[5] * canvas.height);
  context.drawImage(source, 0, 0, w, h);
  context.setTransform(1, 0, 0, 1, 0, 0); // The brush paints on the same context, as it is seen.
  return canvas;
}

export async function photoOf(file) {
  const heic = /\.hei[cf]$/i.test(file.name) || /hei[cf]/.test(file.type);
  try {
    const read = bare(await bytesOf(file));
    const image = await imageOf(read.bytes, file.type || "image/jpeg");
    return drawn(image, image.naturalWidth, image.naturalHeight, read.orientation);
  } catch (fault) {
    throw new Error(heic ? HEIC : "“" + file.name + "”不是照片，或者没有传完整。换成 JPG 或 PNG 再试。");
  }
}

export function jpegOf(canvas) {
  const data = atob(canvas.toDataURL("image/jpeg", 0.85).split(",")[1]);
  return Uint8Array.from(data, (char) => char.charCodeAt(0));
}
