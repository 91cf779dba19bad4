// What a visitor chose is remembered where the browser allows it.
function recall(name) {
  try {
    return localStorage.getItem(`sparsity.${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`sparsity.${name}`, value);
  } catch {
    // The choice lasts as long as the page.
  }
}

function themeChoice() {
  return recall("theme") ?? "system";
}

function setTheme(choice) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", button.dataset.themeChoice === choice);
  }
}

// Before anything is shown, so that nothing flashes.
setTheme(themeChoice());
document.documentElement.classList.toggle("embedded", location.hash === "#embed");

// A choice made on another page may arrive only after this one has begun.
addEventListener("storage", () => setTheme(themeChoice()));

addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.addEventListener("click", () => {
      remember("theme", button.dataset.themeChoice);
      setTheme(button.dataset.themeChoice);
    });
  }
  setTheme(themeChoice());
  document.querySelector(".themes").hidden = false;
});
