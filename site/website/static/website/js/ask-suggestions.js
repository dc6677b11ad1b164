// The pages that may answer the question: the list is renewed without flicker, and an answer opens beside the form.
(() => {
  const slot = document.querySelector("#suggestions");
  if (!slot) return;
  const beside = document.querySelector("#beside");
  const said = document.querySelector("#suggestions-said");
  const title = document.querySelector("#id_title");

  // What stays keeps its place, its node and the focus; only what is new comes, and what no longer fits goes.
  const renewList = (list, fresh) => {
    const focused = document.activeElement;
    let here = list.firstElementChild;
    for (const item of [...fresh.children]) {
      const known = list.querySelector(`#${item.id}`);
      if (known) {
        const [old, now] = [known, item].map((each) => each.querySelector(".excerpt"));
        if (old.innerHTML !== now.innerHTML) old.replaceWith(now);
      }
      const wanted = known || item;
      if (wanted === here) here = here.nextElementSibling;
      else list.insertBefore(wanted, here);
    }
    while (here) {
      const next = here.nextElementSibling;
      here.remove();
      here = next;
    }
    if (focused !== document.activeElement && list.contains(focused)) focused.focus();
  };

  const renew = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content;
    const [list, newList] = [slot, fresh].map((each) => each.querySelector(".suggestion-list"));
    if (list && newList) {
      renewList(list, newList);
      Object.assign(slot.querySelector(".suggestions").dataset, fresh.querySelector(".suggestions").dataset);
      slot.querySelector("[name=seen]").value = fresh.querySelector("[name=seen]").value;
    } else {
      slot.replaceChildren(fresh);
    }
    htmx.process(slot);
    announce();
  };

  // Said once the list is at rest, and only when there are more or fewer of them, or others.
  let announced = { number: 0, pages: "" };
  let rest;
  const announce = () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      const section = slot.querySelector(".suggestions");
      const pages = [...slot.querySelectorAll(".suggestion-list > li")].map((item) => item.id).sort();
      const now = { number: pages.length, pages: pages.join() };
      if (now.number !== announced.number) said.textContent = section ? section.dataset.said : said.dataset.none;
      else if (now.pages !== announced.pages) said.textContent = said.dataset.others;
      announced = now;
    }, 1000);
  };

  // An answer takes the place of the list, beside the form; closing it brings the list back, and the focus to its link.
  let opener;
  const open = (link) => {
    opener = link;
    htmx.ajax("GET", link.href, { target: beside, swap: "innerHTML" });
  };
  const show = () => {
    beside.hidden = false;
    slot.hidden = true;
    beside.querySelector("h2").focus();
  };
  const close = () => {
    const declined = beside.querySelector("[data-declined]")?.dataset.declined;
    beside.hidden = true;
    beside.replaceChildren();
    slot.hidden = false;
    (opener?.isConnected && !declined ? opener : title).focus();
    if (declined) htmx.trigger(slot, "look-again");
  };
  const isTypingReason = () => Boolean(beside.querySelector("textarea")?.value);

  // Only what the asker types is kept for other devices, not what a page came with.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const { elt, triggeringEvent, parameters } = event.detail;
    if (elt === slot && triggeringEvent?.type === "input") parameters.typed = "1";
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr, serverResponse } = event.detail;
    if (target === slot) {
      event.detail.shouldSwap = false;
      if (xhr.status === 200) renew(serverResponse);
    } else if (target === beside && xhr.status !== 200) {
      // Such as a page that was taken away meanwhile: its own address says so, and what was typed is kept.
      event.detail.shouldSwap = false;
      location.assign(opener.href);
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === beside) show();
  });
  slot.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-beside]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link);
  });
  beside.addEventListener("click", (event) => {
    if (event.target.closest("[data-beside-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !beside.hidden && !isTypingReason()) close();
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (title.value.trim()) htmx.trigger(slot, "look-again");
  });
})();
