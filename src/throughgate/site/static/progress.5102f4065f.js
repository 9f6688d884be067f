// Keeps a page of running work fresh without moving the reader's place; without scripts the page reloads itself.
const every = 1500
async function look() {
  const shown = document.querySelector('[data-progress]')
  if (!shown) return
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-progress]')
    if (!fresh) return location.reload()
    if (fresh.innerHTML !== shown.innerHTML) shown.innerHTML = fresh.innerHTML
  } catch { /* the network came and went: look again */ }
  setTimeout(look, every)
}
setTimeout(look, every)
