// Two comforts; every page works without them.
"use strict";

// 1. A region that says so fetches its page anew and takes over what changed, unless somebody is at work in it.
for (const region of document.querySelectorAll("[data-live]")) keepFresh(region.id, Number(region.dataset.live));

function keepFresh(id, seconds) {
  let failures = 0;
  const next = () => setTimeout(refresh, Math.min(60, seconds * 2 ** failures) * 1000);
  async function refresh() {
    const old = document.getElementById(id);
    if (!old || !old.hasAttribute("data-live")) return;
    if (!document.hidden && !isBusy(old)) {
      try {
        const url = new URL(location.href);
        url.searchParams.delete("done");
        const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", redirect: "error" });
        if (!answer.ok) throw new Error(answer.status);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(id);
        if (fresh && !isBusy(old) && fresh.innerHTML !== old.innerHTML) old.replaceWith(document.adoptNode(fresh));
        failures = 0;
      } catch {
        failures = Math.min(5, failures + 1);
      }
    }
    next();
  }
  next();
}

function isBusy(region) {
  const selection = getSelection();
  const selecting = selection && !selection.isCollapsed && region.contains(selection.anchorNode);
  return selecting || region.contains(document.activeElement) || region.querySelector("details[open]") !== null;
}

// 2. The rounds that were ticked off stay so on this device.
const sheet = document.querySelector("[data-pattern]");
if (sheet) {
  const key = "patrond.rounds." + sheet.dataset.pattern;
  const boxes = [...sheet.querySelectorAll("input[data-round]")];
  let ticked = new Set();
  try { ticked = new Set(JSON.parse(localStorage.getItem(key) || "[]")); } catch { /* storage is off: ticks last as long as the page */ }
  for (const box of boxes) {
    box.checked = ticked.has(box.dataset.round);
    box.addEventListener("change", () => {
      box.checked ? ticked.add(box.dataset.round) : ticked.delete(box.dataset.round);
      try { localStorage.setItem(key, JSON.stringify([...ticked])); } catch { /* as above */ }
    });
  }
}
