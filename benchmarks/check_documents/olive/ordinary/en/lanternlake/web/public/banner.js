// closure banner: shows on snow days, reads /status.json
(async function () {
  try {
    const res = await fetch("/status.json", { cache: "no-store" });
    const { closed, until, note } = await res.json();
    if (!closed) return;
    const el = document.createElement("div");
    el.className = "banner";
    el.setAttribute("role", "status");
    el.textContent = `The office is closed until ${until}. ${note || "Telehealth visits go on as planned."} Call 218-555-0142.`;
    document.body.prepend(el);
  } catch (e) {
    console.warn("no status", e);
  }
})();
