// Passkeys: hands the page's question to the browser's own dialogue and its answer to the form. Without scripts the
// form stays hidden, and a password with a code does.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const named = (list) => (list ?? []).map((item) => ({ ...item, id: toBytes(item.id) }))

async function make({ publicKey }, alone) {
  const choice = { ...publicKey.authenticatorSelection, residentKey: alone ? 'required' : 'discouraged', requireResidentKey: alone }
  if (alone) choice.userVerification = 'required'
  return navigator.credentials.create({ publicKey: {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: named(publicKey.excludeCredentials),
    authenticatorSelection: choice,
  } })
}

async function ask({ publicKey }) {
  return navigator.credentials.get({ publicKey: {
    ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials),
  } })
}

function asJson(credential) {
  const response = {}
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'])
    if (credential.response[part]) response[part] = toText(credential.response[part])
  if (credential.response.getTransports) response.transports = credential.response.getTransports()
  return JSON.stringify({
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
  })
}

async function credential(form) {
  if (form.dataset.passkeyNew) return make(JSON.parse(form.dataset.passkeyNew), form.elements.passwordless.checked)
  if (form.dataset.passkeyOptions) return ask(JSON.parse(form.dataset.passkeyOptions))
  const answer = await fetch(form.dataset.passkey, { headers: { Accept: 'application/json' } })
  return ask((await answer.json()).request_options)
}

// A passkey belongs to a name, never to a number such as 127.0.0.1.
const able = window.PublicKeyCredential && window.isSecureContext && /[a-z]/i.test(location.hostname)
for (const form of document.querySelectorAll('[data-passkey], [data-passkey-options], [data-passkey-new]')) {
  if (!able && !form.dataset.passkeyNew) continue
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const problem = form.querySelector('[data-passkey-error]')
    problem.hidden = true
    try {
      form.elements.credential.value = asJson(await credential(form))
      form.submit()
    } catch { problem.hidden = false }
  })
}
