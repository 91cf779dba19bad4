// The player: own controls in place of the browser's, captions under the picture, and stepping from beat to beat.

const player = document.getElementById("player");
const video = document.getElementById("video");
const [position, caption, now, speed] = ["position", "caption", "now", "speed"].map((id) => document.getElementById(id));
const buttons = Object.fromEntries(
  ["back", "play", "forward", "step", "captions", "full"].map((id) => [id, document.getElementById(id)]),
);
// A silent film has neither.
const [mute, volume] = ["mute", "volume"].map((id) => document.getElementById(id));
const words = player.querySelector("track[kind=captions]").track;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const frames = Number(player.dataset.frames);
const frameRate = Number(player.dataset.frameRate);
const halfFrame = 0.5 / frameRate;

const beats = [...document.querySelectorAll(".beats [data-beat]")].map((link) => ({
  name: link.querySelector(".name").textContent,
  start: Number(link.dataset.start),
  // The middle of a beat's last frame: browsers may round times either way.
  stop: Number(link.dataset.end) - halfFrame,
}));

// Where playing is to end by itself.
let stopAt = null;
let current = null;
let begun = false;

// Stepping

function nextStop() {
  return beats.find((beat) => beat.stop > video.currentTime + halfFrame)?.stop ?? null;
}

function show(time) {
  video.pause();
  stopAt = null;
  video.currentTime = time;
}

function play(until) {
  stopAt = until;
  // A pause before the first frame is no trouble; whatever is, comes as an error event.
  video.play().catch(() => {});
}

function stepForward() {
  const stop = nextStop();
  if (stop === null) return;
  if (video.paused && !calm.matches) play(stop);
  else show(stop);
}

function stepBack() {
  show(beats.findLast((beat) => beat.stop < video.currentTime - halfFrame)?.stop ?? 0);
}

function playBeat(beat, pauseAfter) {
  if (calm.matches) {
    show(beat.stop);
    return;
  }
  // A quarter of a frame in, so that no rounding shows the frame before.
  video.currentTime = beat.start + halfFrame / 2;
  play(pauseAfter ? beat.stop : null);
}

function isPressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}

function toggle() {
  if (!video.paused) {
    video.pause();
    return;
  }
  if (nextStop() === null) video.currentTime = 0;
  play(isPressed(buttons.step) ? nextStop() : null);
}

function seek(time) {
  video.currentTime = Math.min(Math.max(time, 0), frames / frameRate - halfFrame);
  stopAt = isPressed(buttons.step) ? nextStop() : null;
}

// Showing where we are

function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function draw() {
  const time = video.currentTime;
  const frame = Math.min(Math.floor(time * frameRate + 1e-3), frames - 1);
  // The change to the next beat still belongs to the one before.
  const beat = beats.findLast((candidate) => candidate.start <= time + halfFrame / 2) ?? beats[0];
  position.value = frame;
  position.style.setProperty("--played", `${(100 * frame) / (frames - 1)}%`);
  position.setAttribute("aria-valuetext", `${clock(time)}, ${beat.name}`);
  now.textContent = clock(time);
  if (begun && beat !== current) enter(beat);
}

function enter(beat) {
  current = beat;
  const number = beats.indexOf(beat) + 1;
  for (const button of document.querySelectorAll(".beats [data-beat]")) {
    if (Number(button.dataset.beat) === number) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  document.getElementById("announcement").textContent = `Beat ${number}: ${beat.name}`;
}

function showCaption() {
  // Before it begins, the picture is the last one.
  const cues = begun ? [...(words.activeCues ?? [])] : [];
  caption.replaceChildren(...cues.map((cue) => cue.getCueAsHTML()));
}

function begin() {
  begun = true;
  showCaption();
  draw();
}

function watch() {
  // As soon as the last frame shows; going back to its middle afterwards undoes being late.
  if (stopAt !== null && !video.seeking && video.currentTime > stopAt - 0.8 * halfFrame) show(stopAt);
  draw();
}

let watching = 0;

function watchEachFrame() {
  cancelAnimationFrame(watching);
  watch();
  if (!video.paused) watching = requestAnimationFrame(watchEachFrame);
}

function showState() {
  const state = video.paused ? "Play" : "Pause";
  buttons.play.setAttribute("aria-label", state);
  buttons.play.toggleAttribute("data-playing", !video.paused);
}

function complain() {
  const trouble = document.getElementById("trouble");
  trouble.textContent = "The video cannot be played: its file is not beside this page, or this browser does not know its format.";
  trouble.hidden = false;
}

video.addEventListener("play", () => {
  begin();
  showState();
  watchEachFrame();
});
video.addEventListener("pause", showState);
video.addEventListener("seeking", begin);
video.addEventListener("seeked", draw);
// Where no frames are shown, as in a hidden tab, these still come.
video.addEventListener("timeupdate", watch);
video.addEventListener("click", toggle);
words.addEventListener("cuechange", showCaption);
video.addEventListener("error", complain);
video.querySelector("source:last-of-type").addEventListener("error", complain);

// Settings

function press(button, pressed) {
  button.setAttribute("aria-pressed", pressed);
  remember(button.id, pressed);
}

function setStep(pressed) {
  press(buttons.step, pressed);
  stopAt = pressed && !video.paused ? nextStop() : null;
}

function setCaptions(pressed) {
  press(buttons.captions, pressed);
  caption.hidden = !pressed;
}

function setSpeed(value) {
  speed.value = value;
  video.playbackRate = video.defaultPlaybackRate = Number(value);
  remember("speed", value);
}

function setMuted(pressed) {
  press(mute, pressed);
  video.muted = pressed;
}

function setVolume(value) {
  volume.value = value;
  video.volume = Number(value) / 100;
  volume.setAttribute("aria-valuetext", `${value} %`);
  remember("volume", value);
}

function toggleMute() {
  if (mute) setMuted(!isPressed(mute));
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else player.requestFullscreen();
}

buttons.back.addEventListener("click", stepBack);
buttons.play.addEventListener("click", toggle);
buttons.forward.addEventListener("click", stepForward);
buttons.step.addEventListener("click", () => setStep(!isPressed(buttons.step)));
buttons.captions.addEventListener("click", () => setCaptions(!isPressed(buttons.captions)));
buttons.full.addEventListener("click", toggleFullScreen);
mute?.addEventListener("click", toggleMute);
volume?.addEventListener("input", () => {
  setVolume(volume.value);
  setMuted(false);
});
buttons.full.hidden = !document.fullscreenEnabled;
speed.addEventListener("change", () => setSpeed(speed.value));
position.addEventListener("input", () => seek((Number(position.value) + 0.5) / frameRate));
// After a drag with the mouse the arrow keys are for stepping again.
position.addEventListener("pointerup", () => position.blur());
document.addEventListener("fullscreenchange", () => {
  buttons.full.setAttribute("aria-label", document.fullscreenElement ? "Leave full screen" : "Full screen");
  wake();
});

let resting = 0;

// In full screen the controls go out while the mouse rests.
function wake() {
  player.removeAttribute("data-idle");
  clearTimeout(resting);
  resting = setTimeout(() => player.setAttribute("data-idle", ""), 3000);
}

player.addEventListener("pointermove", wake);
player.addEventListener("pointerdown", wake);

for (const link of document.querySelectorAll("[data-beat]")) {
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button.dataset, link.dataset);
  button.append(...link.childNodes);
  button.addEventListener("click", () => {
    player.scrollIntoView({ block: "nearest" });
    playBeat(beats[button.dataset.beat - 1], isPressed(buttons.step));
  });
  link.replaceWith(button);
}

// Keys

const letters = document.getElementById("letters");
const actions = {
  ArrowRight: stepForward,
  PageDown: stepForward,
  ArrowLeft: stepBack,
  PageUp: stepBack,
  Home: () => show(0),
  End: () => show(beats.at(-1).stop),
  " ": toggle,
};
const shifted = {
  ArrowRight: () => seek(video.currentTime + 5),
  ArrowLeft: () => seek(video.currentTime - 5),
};
const lettered = {
  k: toggle,
  s: () => setStep(!isPressed(buttons.step)),
  c: () => setCaptions(!isPressed(buttons.captions)),
  f: toggleFullScreen,
  m: toggleMute,
};

function actionOf(event) {
  if (event.shiftKey) return shifted[event.key];
  if (letters.checked && /^[1-9]$/.test(event.key)) {
    const beat = beats[event.key - 1];
    return beat && (() => playBeat(beat, true));
  }
  return actions[event.key] ?? (letters.checked ? lettered[event.key] : undefined);
}

function pictureIsInView() {
  const { top, bottom } = video.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  return middle > 0 && middle < innerHeight;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !pictureIsInView()) return;
  // These have keys of their own.
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === " " && event.target.closest("button, a, summary")) return;
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  action();
});

letters.addEventListener("change", () => remember("letters", letters.checked));

// Begin: everything is there, so the browser's own controls may go.

video.removeAttribute("controls");
words.mode = "hidden";
letters.checked = recall("letters") !== "false";
setStep(recall("step") === "true");
setCaptions(recall("captions") !== "false");
setSpeed([...speed.options].some((option) => option.value === recall("speed")) ? recall("speed") : "1");
if (mute) {
  const loud = Number(recall("volume") ?? 100);
  setVolume(String(loud >= 0 && loud <= 100 ? loud : 100));
  setMuted(recall("mute") === "true");
}
player.querySelector(".controls").hidden = false;
document.querySelector(".keys").hidden = false;
