// Light or dark: as the system says, until somebody chooses.

const KEY = "jianding.theme";
const ORDER = ["system", "light", "dark"];
const system = matchMedia("(prefers-color-scheme: dark)");

/** "system", "light" or "dark". */
export function theme() {
  const kept = localStorage.getItem(KEY);
  return ORDER.includes(kept) ? kept : "system";
}

export function applyTheme() {
  const dark = theme() === "dark" || (theme() === "system" && system.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function nextTheme() {
  localStorage.setItem(KEY, ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length]);
  applyTheme();
}

export function followSystem() {
  applyTheme();
  system.addEventListener("change", applyTheme);
}
