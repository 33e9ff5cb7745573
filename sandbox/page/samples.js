// Draws sample ID photos, so that somebody without a picture at hand can send one: a good one and three with a known fault.

const WIDTH = 590;
const HEIGHT = 826;
const QUALITY = 0.92;

const SKIN = "#f0c9a8";
const SHADE = "#dca983";
const HAIR = "#2b2320";
const COAT = "#2f4257";

/** The kinds, in the order in which they are offered; `key` names their words. */
export const SAMPLES = [
  { kind: "good", key: "sampleGood", width: WIDTH, height: HEIGHT, ground: "#ffffff" },
  { kind: "size", key: "sampleSize", width: 640, height: 480, ground: "#ffffff" },
  { kind: "blue", key: "sampleBlue", width: WIDTH, height: HEIGHT, ground: "#438edb" },
  { kind: "blur", key: "sampleBlur", width: WIDTH, height: HEIGHT, ground: "#ffffff", blurred: true },
];

function shape(pen, colour, draw) {
  pen.fillStyle = colour;
  pen.beginPath();
  draw(pen);
  pen.fill();
}

const ellipse = (x, y, across, down) => (pen) => pen.ellipse(x, y, across, down, 0, 0, Math.PI * 2);

function shoulders(pen) {
  shape(pen, COAT, (path) => {
    path.moveTo(70, 826);
    path.bezierCurveTo(75, 680, 150, 640, 235, 615);
    path.lineTo(355, 615);
    path.bezierCurveTo(440, 640, 515, 680, 520, 826);
  });
  shape(pen, "#f4f6f8", (path) => { path.moveTo(232, 612); path.lineTo(295, 720); path.lineTo(358, 612); path.lineTo(345, 590); path.lineTo(245, 590); });
  shape(pen, SHADE, (path) => { path.moveTo(240, 520); path.lineTo(350, 520); path.lineTo(352, 610); path.quadraticCurveTo(295, 665, 238, 610); });
}

function head(pen) {
  shape(pen, HAIR, ellipse(295, 330, 152, 178));
  shape(pen, SHADE, ellipse(160, 395, 20, 38));
  shape(pen, SHADE, ellipse(430, 395, 20, 38));
  shape(pen, SKIN, ellipse(295, 395, 133, 172));
  shape(pen, HAIR, (path) => {
    path.moveTo(160, 355);
    path.bezierCurveTo(170, 190, 420, 190, 430, 355);
    path.bezierCurveTo(400, 300, 350, 272, 300, 272);
    path.bezierCurveTo(240, 272, 190, 300, 160, 355);
  });
}

function line(pen, from, to, bend, thick) {
  pen.strokeStyle = HAIR;
  pen.lineWidth = thick;
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(...from);
  pen.quadraticCurveTo(...bend, ...to);
  pen.stroke();
}

function face(pen) {
  for (const x of [240, 350]) {
    shape(pen, "#ffffff", ellipse(x, 395, 22, 11));
    shape(pen, HAIR, ellipse(x, 395, 11, 11));
    line(pen, [x - 30, 358], [x + 30, 358], [x, 344], 8);
  }
  line(pen, [292, 405], [304, 455], [278, 460], 4);
  line(pen, [258, 500], [332, 500], [295, 516], 6);
}

function draw(sample) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [sample.width, sample.height];
  const pen = canvas.getContext("2d");
  pen.fillStyle = sample.ground;
  pen.fillRect(0, 0, sample.width, sample.height);
  const scale = sample.height / HEIGHT;
  pen.translate((sample.width - WIDTH * scale) / 2, 0);
  pen.scale(scale, scale);
  [shoulders, head, face].forEach((part) => part(pen));
  return sample.blurred ? blur(canvas) : canvas;
}

function scaled(canvas, width) {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [width, Math.round((width * canvas.height) / canvas.width)];
  const pen = copy.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(canvas, 0, 0, copy.width, copy.height);
  return copy;
}

/** Shrinks and enlarges by steps: every browser can do that, and no detail survives it. */
const blur = (canvas) => [40, 80, 160, 320, canvas.width].reduce(scaled, canvas);

/** The sample as a JPEG File. */
export function samplePhoto(sample) {
  const canvas = draw(sample);
  return new Promise((done) => canvas.toBlob((blob) => done(new File([blob], `photo-${sample.kind}.jpg`, { type: "image/jpeg" })), "image/jpeg", QUALITY));
}
