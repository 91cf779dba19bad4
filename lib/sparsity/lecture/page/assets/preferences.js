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

function setTheme(choice) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

// Before anything is shown, so that nothing flashes.
setTheme(recall("theme") ?? "system");
document.documentElement.classList.toggle("embedded", location.hash === "#embed");

addEventListener("DOMContentLoaded", () => {
  const buttons = [...document.querySelectorAll("[data-theme-choice]")];
  const mark = (choice) => {
    for (const button of buttons) button.setAttribute("aria-pressed", button.dataset.themeChoice === choice);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const choice = button.dataset.themeChoice;
      setTheme(choice);
      remember("theme", choice);
      mark(choice);
    });
  }
  mark(recall("theme") ?? "system");
  document.querySelector(".themes").hidden = false;
});
