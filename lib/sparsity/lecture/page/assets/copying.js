// Snippets to copy, with this page's own address where it has one that others can reach.
for (const code of document.querySelectorAll("[data-placeholder]")) {
  if (location.protocol.startsWith("http")) {
    code.textContent = code.textContent.replaceAll(code.dataset.placeholder, location.href.split("#")[0]);
  }
}

async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    // Some browsers have no clipboard for files.
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}

const copied = document.getElementById("copied");
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(document.getElementById(button.dataset.copy));
    copied.textContent = button.textContent = done ? "Copied" : "Press Ctrl+C";
    setTimeout(() => {
      button.textContent = "Copy";
      copied.textContent = "";
    }, 2000);
  });
}

// What the page holds already it need not hold twice.
for (const link of document.querySelectorAll("[data-source]")) {
  const shown = document.getElementById(link.dataset.source);
  link.href = (shown.querySelector("source") ?? shown).src;
  link.hidden = false;
}
