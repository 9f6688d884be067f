// Starts the components of GOV.UK Frontend. Everything works without it; they make it more convenient.
const frontend = await import(document.currentScript?.dataset.frontend ?? document.querySelector('[data-frontend]').dataset.frontend)
frontend.initAll()
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
