"use strict";

const { title, rate, frames, sections, cues } = JSON.parse(
  document.getElementById("session").textContent,
);
const at = (name) => document.getElementById(name);
const audio = at("audio");
const chapters = [...document.querySelectorAll(".chapter")];
const still = matchMedia("(prefers-reduced-motion: reduce)");
const CHUNK = 1 << 16; // characters unpacked at a time: whole groups of four
const KEPT = `matcue: ${title}, ${frames}`; // the name under which the position is kept
const BACK = 3; // seconds of a chapter within which one goes back to the one before
const STEP = 10; // seconds that a lock screen's buttons go back and forward

// The sound as a file of its own: browsers cannot seek in what stands inside a page.
function unpacked(url) {
  const text = url.slice(url.indexOf(",") + 1);
  const parts = [];
  for (let from = 0; from < text.length; from += CHUNK) {
    const bytes = atob(text.slice(from, from + CHUNK));
    const part = new Uint8Array(bytes.length);
    for (let i = 0; i < bytes.length; i += 1) part[i] = bytes.charCodeAt(i);
    parts.push(part);
  }
  return URL.createObjectURL(new Blob(parts, { type: "audio/mp4" }));
}

// Where the session stands, in frames; browsers round seconds to microseconds.
const position = () => Math.min(Math.round(audio.currentTime * rate), frames);

// The last of some rows, sorted by their starts, that has begun; -1 before the first.
function begun(rows, frame) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].start <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function clock(frame) {
  const seconds = Math.floor(frame / rate);
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// What a phone keeps when it throws the page away; some browsers keep nothing for files.
function kept() {
  try {
    return Number(localStorage.getItem(KEPT)) || 0;
  } catch {
    return 0;
  }
}

function keep(frame) {
  try {
    localStorage.setItem(KEPT, String(frame));
  } catch {
    // Then a page that is loaded again begins anew.
  }
}

let shownSection = -1;
let shownCue = -1;

function showSection(index) {
  if (index === shownSection) return;
  chapters[shownSection]?.removeAttribute("aria-current");
  chapters[index].setAttribute("aria-current", "step");
  shownSection = index;
  const section = sections[index];
  write(at("now"), section.title);
  const [next, then] = section.coming;
  write(at("coming"), next ? `Next: ${next}${then ? `, then ${then}` : ""}` : "Next: the end");
  describe(section);
}

function showWords(frame, section) {
  let index = begun(cues, frame);
  if (index >= 0 && cues[index].section !== section) index = -1;
  if (index !== shownCue) {
    shownCue = index;
    const words = index < 0 ? [] : cues[index].words;
    const spans = words.flatMap((word) => {
      const span = document.createElement("span");
      span.textContent = word.text;
      return [span, " "];
    });
    at("words").replaceChildren(...spans);
  }
  const speaking = index >= 0 && frame < cues[index].end;
  const spoken = speaking ? begun(cues[index].words, frame) : -1;
  [...at("words").children].forEach((span, i) => span.classList.toggle("spoken", i === spoken));
}

function showTime(frame, section) {
  const time = section.times.find(({ start, end }) => start <= frame && frame < end);
  at("time").hidden = !time;
  at("stage").classList.toggle("timed", Boolean(time));
  if (!time) return;
  const seconds = Math.ceil((time.end - frame) / rate);
  const left = still.matches ? seconds * rate : time.end - frame;
  write(at("number"), String(seconds));
  at("left").style.strokeDashoffset = 1 - Math.min(left / (time.end - time.start), 1);
}

function show() {
  const frame = position();
  const index = begun(sections, Math.min(frame, frames - 1));
  showSection(index);
  showWords(frame, index);
  showTime(frame, sections[index]);
  at("done").style.width = `${((100 * frame) / frames).toFixed(1)}%`;
  write(at("position"), clock(frame));
}

let drawing = 0;

function draw() {
  cancelAnimationFrame(drawing);
  show();
  if (!audio.paused) drawing = requestAnimationFrame(draw);
}

// Said to who cannot see it only while the voice is silent.
function tell(sentence) {
  write(at("state"), sentence);
}

function goTo(frame) {
  audio.currentTime = Math.min(Math.max(frame, 0), frames) / rate;
  show();
}

function skipTo(frame) {
  goTo(frame);
  if (audio.paused) tell(`${sections[shownSection].title}, ${clock(position())}.`);
}

// A start that a pause overtakes is no failure.
function refused(error) {
  if (error.name !== "AbortError") tell("This browser does not play the sound.");
}

const commands = {
  play: () => audio.play().catch(refused),
  pause: () => audio.pause(),
  toggle: () => (audio.paused ? commands.play() : commands.pause()),
  repeat: () => skipTo(sections[shownSection].start),
  next: () => skipTo(sections[shownSection + 1]?.start ?? frames),
  previous: () => {
    const { start } = sections[shownSection];
    const before = shownSection > 0 && position() - start < BACK * rate;
    skipTo(before ? sections[shownSection - 1].start : start);
  },
};

const keys = {
  " ": commands.toggle,
  n: commands.next,
  ArrowRight: commands.next,
  p: commands.previous,
  ArrowLeft: commands.previous,
  r: commands.repeat,
};

// The button that has the focus because it was clicked: it has had its turn, and space is a
// command again. A button that was reached by keys is pressed by space.
let clicked = null;

function press(event) {
  const command = keys[event.key];
  const other = event.ctrlKey || event.altKey || event.metaKey || !at("listen").checked;
  const onButton = event.target !== clicked && event.target.matches("button, input");
  if (!command || other || (event.key === " " && onButton)) return;
  event.preventDefault();
  command();
}

// The lock screen, the headset and the media keys; what a browser lacks of it is left out.
function describe(section) {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({
    title: section.title,
    artist: "matcue",
    album: title,
  });
}

function tellPosition() {
  navigator.mediaSession?.setPositionState?.({
    duration: frames / rate,
    position: position() / rate,
    playbackRate: 1,
  });
}

function offer() {
  const by = (seconds) => skipTo(position() + Math.round(seconds * rate));
  const handlers = {
    play: commands.play,
    pause: commands.pause,
    previoustrack: commands.previous,
    nexttrack: commands.next,
    seekbackward: ({ seekOffset }) => by(-(seekOffset ?? STEP)),
    seekforward: ({ seekOffset }) => by(seekOffset ?? STEP),
    seekto: ({ seekTime }) => skipTo(Math.round(seekTime * rate)),
  };
  for (const [action, handler] of Object.entries(handlers)) {
    try {
      navigator.mediaSession?.setActionHandler(action, handler);
    } catch {
      // An older browser does not know this action.
    }
  }
}

function showState() {
  document.body.classList.toggle("playing", !audio.paused);
  write(at("play-text"), audio.paused ? "Play" : "Pause");
  if (navigator.mediaSession) {
    navigator.mediaSession.playbackState = audio.paused ? "paused" : "playing";
  }
}

function listen() {
  audio.addEventListener("play", () => {
    tell("");
    showState();
    draw();
  });
  audio.addEventListener("pause", () => {
    if (!audio.ended) tell(`Paused at ${clock(position())}.`);
    showState();
    show();
  });
  audio.addEventListener("ended", () => {
    keep(0);
    tell("The session is over.");
  });
  audio.addEventListener("timeupdate", () => {
    show();
    if (!audio.ended) keep(position());
  });
  for (const event of ["play", "pause", "seeked"]) audio.addEventListener(event, tellPosition);
  audio.addEventListener("error", () => tell("This browser cannot play the sound of this page."));
  at("play").addEventListener("click", commands.toggle);
  for (const name of ["previous", "next", "repeat"]) {
    at(name).addEventListener("click", commands[name]);
  }
  chapters.forEach((button, i) => {
    button.addEventListener("click", () => {
      goTo(sections[i].start);
      commands.play();
    });
  });
  document.addEventListener("click", ({ detail, target }) => {
    clicked = detail > 0 ? target.closest("button") : null;
  });
  document.addEventListener("focusout", () => {
    clicked = null;
  });
  document.addEventListener("keydown", press);
}

audio.preload = "auto";
audio.src = unpacked(audio.getAttribute("src"));
listen();
offer();
for (const name of ["stage", "player", "keys"]) at(name).hidden = false;
for (const button of chapters) button.disabled = false;
audio.controls = false;
goTo(kept());
if (position() > 0) tell(`Goes on at ${clock(position())}.`);
