// The contact form. Sends one email, stores nothing.
const form = document.querySelector("#contact");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData(form);
  if (body.get("website2")) return; // honeypot
  const res = await fetch("/send", { method: "POST", body });
  form.replaceChildren(
    document.createTextNode(
      res.ok
        ? "Thank you. I'll be back to you today or tomorrow."
        : "That didn't go. Would you text 020 914 3307 instead?"
    )
  );
});
