// Signing: decisions are kept in the browser and exported as one review file. Nothing is sent anywhere.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const { chapter, sha256 } = document.body.dataset;
  const key = `galley-reviews:${chapter}:${sha256}`;
  let reviews = [];
  try { reviews = JSON.parse(localStorage.getItem(key) || "[]"); } catch { reviews = []; }
  // What the register has taken in since waits for no export.
  const taken = new Set([...document.querySelectorAll("[data-signed]")].map((body) => `${body.dataset.claim}\n${body.dataset.signed}`));
  reviews = reviews.filter((review) => !taken.has([review.claim_id, review.decision, review.reviewer, review.why].join("\n")));
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(reviews)); } catch { /* kept until the page closes */ } };

  const list = () => {
    byId("signed-count").textContent = String(reviews.length);
    byId("signed-list").replaceChildren(...reviews.map((review) => {
      const item = document.createElement("li");
      item.append(`${review.claim_id}: ${review.decision}, ${review.reviewer}. ${review.why} `);
      const undo = document.createElement("button");
      undo.type = "button";
      undo.textContent = "Take back";
      undo.setAttribute("aria-label", `Take back the sign-off of ${review.claim_id}`);
      undo.addEventListener("click", () => { reviews = reviews.filter((other) => other !== review); keep(); list(); });
      item.append(undo);
      return item;
    }));
    if (!reviews.length) byId("signed-list").append(Object.assign(document.createElement("li"), { textContent: "None yet." }));
  };

  const begin = (body) => {
    if (body.querySelector("form.sign") || !("registered" in body.dataset)) return; // a review stands in the register
    const form = byId("sign").content.firstElementChild.cloneNode(true);
    form.elements.reviewer.value = byId("reviewer").value;
    form.elements.cancel.addEventListener("click", () => { form.remove(); body.focus(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const review = {
        claim_id: body.dataset.claim,
        decision: form.elements.decision.value,
        reviewer: form.elements.reviewer.value.trim(),
        why: form.elements.why.value.trim(),
        reviewed_at: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
      };
      if (!review.reviewer || !review.why) return;
      const { status, reason, asOf, claimDigest, evidenceDigest } = body.dataset;
      review.verdict = { status, reason, as_of: asOf };
      if (claimDigest) review.claim_digest = claimDigest;
      if (evidenceDigest) review.evidence_digest = evidenceDigest;
      reviews = [...reviews.filter((other) => other.claim_id !== review.claim_id), review];
      byId("reviewer").value = review.reviewer;
      keep();
      list();
      form.remove();
      body.focus();
    });
    body.append(form);
    form.elements.decision[0].focus();
  };
  // The button is made when a note opens: thousands of notes cost nothing until then.
  document.addEventListener("toggle", (event) => {
    const body = event.target.matches(".note > .fold:is([open], .open)") && (event.target.querySelector(":scope > .body") || document.querySelector("#panel .body"));
    if (!body || body.querySelector(".begin") || !("registered" in body.dataset)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "begin";
    button.textContent = "Sign off";
    button.addEventListener("click", () => begin(body));
    body.append(button);
  }, true);
  document.addEventListener("galley-sign", (event) => {
    if (!event.detail.querySelector(".fold")) return;
    if (event.detail.querySelector(".fold > .body")) location.hash = event.detail.querySelector(".fold > .body").id;
    const body = event.detail.querySelector(".body") || document.querySelector("#panel .body");
    if (body) begin(body);
  });
  byId("open-signed").addEventListener("click", () => byId("signed").showModal());
  byId("export").addEventListener("click", () => {
    const file = { version: 1, chapter_id: chapter, chapter_sha256: sha256, reviews };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: "application/json" }));
    link.download = `${chapter}.reviews.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  keep();
  list();
})();
