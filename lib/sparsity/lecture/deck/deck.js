// Each clip is one step of its slide: a step forward begins it, the next one jumps to its end if it still runs.
// To reveal.js that end is a fragment, so keys, clickers, touch and the speaker view all agree about it, and
// coming back to a slide finds it at its end.
(() => {
  "use strict";
  const root = document.querySelector(".reveal");
  const runButton = root.querySelector(".run");
  const captionsButton = root.querySelector(".captions");
  const lettersButton = root.querySelector(".letters");
  const caption = root.querySelector(".caption");
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  const clipOf = (slide) => slide && slide.querySelector("video");
  const currentClip = () => clipOf(Reveal.getCurrentSlide());
  const endOf = (slide) => slide.querySelector(".fragment");

  function play(slide) {
    Reveal.loadSlide(slide);
    const clip = clipOf(slide);
    if (clip.currentTime > 0) clip.currentTime = 0;
    slide.classList.add("moving");
    // Leaving a slide aborts its clip; anything else means that this browser plays nothing unasked.
    clip.play().catch((reason) => reason.name === "AbortError" || finish());
  }

  // Only the current slide has anything to finish.
  function finish() {
    if (!Reveal.nextFragment()) showEnd(Reveal.getCurrentSlide());
  }

  function showEnd(slide) {
    Reveal.loadSlide(slide);
    const clip = clipOf(slide);
    clip.pause();
    clip.currentTime = Number(clip.dataset.duration);
    slide.classList.remove("moving");
    tell();
  }

  // Rewound while nobody looks, so that it never begins with a flash of its end.
  function leave(slide) {
    const clip = clipOf(slide);
    if (!clip) return;
    clip.pause();
    clip.currentTime = 0;
    slide.classList.remove("moving");
  }

  function arrive(slide) {
    if (clipOf(slide)) {
      if (endOf(slide).classList.contains("visible")) showEnd(slide);
      else if (stillness.matches || Reveal.isSpeakerNotes()) finish();
      else play(slide);
    }
    // reveal.js would come back to where one was in a scene; stepping forward begins it.
    for (const stack of root.querySelectorAll(".stack")) stack.removeAttribute("data-previous-indexv");
    tell();
  }

  function again() {
    const slide = Reveal.getCurrentSlide();
    if (!clipOf(slide)) return;
    endOf(slide).classList.remove("visible", "current-fragment");
    play(slide);
  }

  function runOrRest() {
    const clip = currentClip();
    if (!clip) return;
    if (!clip.closest(".moving") || clip.ended) again();
    else if (clip.paused) clip.play();
    else clip.pause();
  }

  function toggleCaptions() {
    const wanted = captionsButton.getAttribute("aria-pressed") !== "true";
    captionsButton.setAttribute("aria-pressed", wanted);
    root.classList.toggle("captioned", wanted);
    tell();
  }

  // Whoever speaks to the computer, or brushes a key, can do without letters as commands.
  function toggleLetters() {
    lettersButton.setAttribute("aria-pressed", lettersButton.getAttribute("aria-pressed") !== "true");
  }

  function isWanted(event) {
    return event.key.length > 1 || event.key === " " || lettersButton.getAttribute("aria-pressed") === "true";
  }

  function tell() {
    const clip = currentClip();
    runButton.hidden = !clip;
    if (clip) {
      const moving = clip.closest(".moving") && !clip.ended;
      runButton.textContent = !moving ? "Play again" : clip.paused ? "Go on" : "Pause";
    }
    const said = clip ? JSON.parse(clip.dataset.captions).filter(([start]) => start <= clip.currentTime) : [];
    const text = said.length && root.classList.contains("captioned") ? said.at(-1)[1] : "";
    if (caption.textContent !== text) caption.textContent = text;
    caption.hidden = !text;
  }

  let rest;
  function stir() {
    root.classList.add("stirred");
    clearTimeout(rest);
    rest = setTimeout(() => root.classList.remove("stirred"), 2500);
  }

  for (const clip of root.querySelectorAll("video")) {
    const before = clip.closest("section").previousElementSibling.querySelector("img");
    // What is on the screen already, until the first picture of the clip is there.
    if (before) clip.poster = before.src;
    for (const event of ["play", "pause", "timeupdate", "seeked"]) clip.addEventListener(event, tell);
    clip.addEventListener("click", runOrRest);
    clip.addEventListener("ended", () => {
      if (clip === currentClip()) Reveal.nextFragment();
      tell();
    });
  }
  for (const slide of root.querySelectorAll(".beat > img")) slide.addEventListener("click", runOrRest);
  runButton.addEventListener("click", runOrRest);
  captionsButton.addEventListener("click", toggleCaptions);
  lettersButton.addEventListener("click", toggleLetters);
  // A button's own keys are not also a step of the deck.
  root.querySelector(".motion").addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") event.stopPropagation();
  });
  for (const event of ["pointermove", "pointerdown"]) addEventListener(event, stir);

  Reveal.on("ready", ({ currentSlide }) => {
    if (clipOf(currentSlide)) finish();
    tell();
  });
  Reveal.on("slidechanged", ({ previousSlide, currentSlide }) => {
    if (previousSlide) leave(previousSlide);
    arrive(currentSlide);
  });
  Reveal.on("fragmentshown", () => {
    if (!currentClip().ended) showEnd(Reveal.getCurrentSlide());
  });
  // The step back from the end of a clip is the end of the one before, never its own beginning.
  Reveal.on("fragmenthidden", () => {
    if (!Reveal.isSpeakerNotes()) Reveal.prev();
  });
  Reveal.on("paused", () => currentClip()?.pause());

  Reveal.initialize({
    width: Number(root.dataset.width),
    height: Number(root.dataset.height),
    margin: 0,
    minScale: 0.01,
    maxScale: 10,
    center: false,
    hash: true,
    fragmentInURL: false,
    navigationMode: "linear",
    keyboardCondition: isWanted,
    transition: "none",
    backgroundTransition: "none",
    autoPlayMedia: false,
    pdfSeparateFragments: false,
    plugins: [RevealNotes],
  });
  Reveal.addKeyBinding({ keyCode: 77, key: "M", description: "Stop the motion, or go on" }, runOrRest);
  Reveal.addKeyBinding({ keyCode: 82, key: "R", description: "Play the clip again" }, again);
  Reveal.addKeyBinding({ keyCode: 67, key: "C", description: "Captions" }, toggleCaptions);
})();
