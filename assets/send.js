// Sends a form without leaving its page: until the answer is here, what was typed stays in the boxes, and nowhere else.
// Without scripts the browser sends it. The form carries its row's key, so that sent twice it is one row.
const frontend = document.querySelector('[data-frontend]').dataset.frontend
let typed = false

function begin(form) {
  const notSent = form.querySelector('[data-not-sent]')
  const button = form.querySelector('button[type=submit], button:not([type])')
  let sending = false
  form.addEventListener('input', () => { typed = true })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (sending) return
    sending = true
    notSent.hidden = true
    button?.setAttribute('aria-disabled', 'true')
    try { await send(form, notSent, event.submitter) } catch { say(notSent, 'away') }
    button?.removeAttribute('aria-disabled')
    sending = false
  })
}

async function send(form, notSent, by) {
  const body = new FormData(form)
  if (by?.name) body.append(by.name, by.value)
  const answer = await fetch(form.getAttribute('action') || location.href, {
    method: 'POST', body, headers: { 'X-Sent-In-Place': 'yes' },
    signal: AbortSignal.timeout(1000 * form.dataset.send),
  })
  const on = answer.headers.get('X-Go-On-To')
  if (on) { typed = false; return location.assign(on) }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (answer.ok || (answer.status === 422 && page.querySelector('form[data-send]'))) return show(page, form)
  notSent.querySelector('[data-answer]').textContent = page.querySelector('main p')?.textContent ?? ''
  say(notSent, 'refused')
}

// The same page with what is wrong said on it; files stay chosen.
async function show(page, form) {
  const main = document.querySelector('main')
  const files = [...form.querySelectorAll('input[type=file]')].map((input) => [input.id, input.files])
  document.title = page.title
  main.innerHTML = page.querySelector('main').innerHTML
  for (const [id, chosen] of files) if (document.getElementById(id)) document.getElementById(id).files = chosen
  const { initAll } = await import(frontend)
  initAll({ scope: main })
  window.scrollTo(0, 0)
  for (const again of main.querySelectorAll('form[data-send]')) begin(again)
}

function say(notSent, why) {
  for (const words of notSent.querySelectorAll('[data-why]')) words.hidden = words.dataset.why !== why
  notSent.hidden = false
  notSent.focus()
}

addEventListener('beforeunload', (event) => { if (typed) event.preventDefault() })
for (const form of document.querySelectorAll('form[data-send]')) begin(form)
