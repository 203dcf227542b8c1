"use strict";
(() => {
  const box = document.getElementById("details");
  const live = document.getElementById("live");
  const text = document.getElementById("text");
  const marks = [...text.querySelectorAll("mark[data-row]")];
  const isOn = (layer) => document.getElementById("show-" + layer)?.checked ?? true;
  const rowOf = (mark) => document.getElementById(mark.dataset.row);
  const touched = window.matchMedia("(max-width: 40rem)");
  let shown = null;
  let pinned = false;
  let timer = 0;

  // Whoever listens hears the details of what has the focus; title and description would tell them twice.
  for (const mark of marks) {
    mark.dataset.summary = mark.title;
    mark.removeAttribute("title");
    mark.removeAttribute("aria-describedby");
  }

  // The innermost highlight at a node whose layer is switched on.
  const markAt = (node) => {
    let mark = node instanceof Element ? node.closest("mark[data-row]") : null;
    while (mark && !isOn(mark.dataset.layer)) mark = mark.parentElement.closest("mark[data-row]");
    return mark;
  };

  const light = (mark) => {
    for (const lit of text.querySelectorAll(".lit, .kin")) lit.classList.remove("lit", "kin");
    if (!mark) return;
    const { layer, index, row } = mark.dataset;
    for (const other of marks) {
      if (other.dataset.row === row) other.classList.add("kin");
      if (other.dataset.layer === layer && other.dataset.index === index) other.classList.add("lit");
    }
    if (layer !== "quotations") return;
    for (const part of text.querySelectorAll('[data-layer="cues"], [data-layer="speakers"]')) {
      if (part.dataset.index === index) part.classList.add("lit");
    }
  };

  const element = (name, content) => {
    const made = document.createElement(name);
    if (content !== undefined) made.textContent = content;
    return made;
  };

  const fill = (mark) => {
    const row = rowOf(mark);
    box.replaceChildren();
    const heading = element("h2", mark.dataset.summary);
    const list = element("dl");
    for (const cell of row.querySelectorAll("[data-term]")) {
      if (!cell.textContent.trim()) continue;
      const content = element("dd");
      for (const node of cell.cloneNode(true).childNodes) {
        if (node.nodeType === Node.ELEMENT_NODE && node.dataset.term) continue;
        content.append(node.cloneNode(true));
      }
      if (!content.textContent.trim()) continue;
      list.append(element("dt", cell.dataset.term), content);
    }
    const more = element("p");
    const link = element("a", box.dataset.rowLink);
    link.href = "#" + row.id;
    more.append(link);
    let around = mark.parentElement.closest("mark[data-row]");
    while (around) {
      if (isOn(around.dataset.layer) && around.dataset.row !== mark.dataset.row) {
        more.append(element("br"), box.dataset.inside + ": " + around.dataset.summary);
      }
      around = around.parentElement.closest("mark[data-row]");
    }
    const close = element("button", box.dataset.close);
    close.type = "button";
    close.addEventListener("click", () => hide(true));
    box.append(heading, list, more, close);
  };

  const say = () => {
    const parts = [...box.querySelectorAll("h2, dt, dd")].map((part) => part.textContent.trim());
    live.textContent = parts.join("، ");
  };

  const place = (mark) => {
    box.style.left = box.style.top = box.style.right = "";
    if (touched.matches) return;
    const spots = [...mark.getClientRects()];
    const spot = spots[0] ?? mark.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, spot.right - width), room - width - 8);
    // Below the last line, else above the first, else where there is room.
    const below = Math.max(spot.bottom, ...spots.map((line) => line.bottom)) + 8;
    const above = spot.top - height - 8;
    const lowest = window.innerHeight - height - 8;
    const top = below <= lowest || above < 8 ? Math.min(below, lowest) : above;
    box.style.left = left + "px";
    box.style.top = top + "px";
  };

  const show = (mark, pin) => {
    clearTimeout(timer);
    pinned = pin;
    if (shown !== mark || box.hidden) {
      shown = mark;
      box.hidden = false;
      fill(mark);
      place(mark);
      light(mark);
    }
  };

  const hide = (back) => {
    clearTimeout(timer);
    const mark = shown;
    const inside = box.contains(document.activeElement);
    box.hidden = true;
    live.textContent = "";
    pinned = false;
    shown = null;
    light(null);
    if (back && inside && mark) {
      quiet = true;
      first(mark).focus();
      quiet = false;
    }
  };
  let quiet = false;
  const first = (mark) => document.getElementById(mark.dataset.layer + "-" + mark.dataset.index) ?? mark;

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || pinned) return;
    const mark = markAt(event.target);
    if (mark) later(() => show(mark, false), 140);
    else if (!box.hidden) later(() => hide(false), 260);
  });
  text.addEventListener("pointerleave", () => {
    if (!pinned) later(() => hide(false), 260);
  });
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => {
    if (!pinned) later(() => hide(false), 260);
  });
  text.addEventListener("focusin", (event) => {
    const mark = markAt(event.target);
    if (mark && !quiet && event.target.matches(":focus-visible")) {
      show(mark, false);
      say();
    }
  });
  text.addEventListener("focusout", (event) => {
    if (!pinned && !box.contains(event.relatedTarget)) later(() => hide(false), 60);
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) hide(false);
  });
  document.addEventListener("click", (event) => {
    const mark = text.contains(event.target) ? markAt(event.target) : null;
    if (mark) show(mark, true);
    else if (event.target.closest?.("#details a")) hide(false);
    else if (!box.contains(event.target) && !box.hidden) hide(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      hide(true);
      return;
    }
    if (event.key !== "Enter" && event.key !== " ") return;
    const mark = event.target.matches?.("mark[data-row]") ? markAt(event.target) : null;
    if (!mark) return;
    event.preventDefault();
    show(mark, true);
    box.focus();
  });
  window.addEventListener("resize", () => {
    if (shown) place(shown);
  });
  window.addEventListener("scroll", () => {
    if (shown && !pinned) place(shown);
  }, { passive: true });

  // Highlights that are switched off take no focus.
  const onSwitch = (input) => {
    const layer = input.id.slice("show-".length);
    for (const mark of marks) {
      if (mark.dataset.layer === layer && mark.id) mark.tabIndex = input.checked ? 0 : -1;
    }
    if (shown && !isOn(shown.dataset.layer)) hide(false);
  };
  for (const input of document.querySelectorAll('.switch input[type="checkbox"]')) {
    input.addEventListener("change", () => onSwitch(input));
    onSwitch(input);
  }

  // A link into the text shows its layer.
  const onTarget = () => {
    const mark = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!mark?.matches("mark[data-row]")) return;
    const input = document.getElementById("show-" + mark.dataset.layer);
    if (input && !input.checked) {
      input.checked = true;
      onSwitch(input);
    }
  };
  window.addEventListener("hashchange", onTarget);
  onTarget();
})();
