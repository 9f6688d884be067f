// Starts the components of GOV.UK Frontend. Everything works without it; they make it more convenient.
const frontend = await import(document.currentScript?.dataset.frontend ?? document.querySelector('[data-frontend]').dataset.frontend)
frontend.initAll()
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
for (const button of document.querySelectorAll('[data-copy]')) {
  const box = document.getElementById(button.dataset.copy)
  const said = button.parentElement.querySelector('[data-copied]')
  button.hidden = false
  button.addEventListener('click', async () => {
    try { await navigator.clipboard.writeText(box.value) } catch { box.select(); document.execCommand('copy') }
    said.textContent = said.dataset.copied
  })
}
// Browsers before 2025 show nothing of a closed fold: the parts are opened where there is room, the folds of a list for paper.
if (!CSS.supports('selector(::details-content)')) {
  const open = (folds) => { for (const fold of document.querySelectorAll(folds)) fold.open = true }
  if (matchMedia('(min-width: 48em)').matches) open('.app-person__parts > details')
  addEventListener('beforeprint', () => open('.app-fold'))
}
