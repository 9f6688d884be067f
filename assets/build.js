// Makes the pages' styles and scripts in src/throughgate/site/static/built, each named by its content.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as sass from 'sass'

const built = 'src/throughgate/site/static/built'
const govuk = 'node_modules/govuk-frontend/dist/govuk'
const names = {}

function write(name, content) {
  const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))]
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  names[name] = `${stem}.${hash}${ending}`
  writeFileSync(`${built}/${names[name]}`, content)
  writeFileSync(`${built}/${names[name]}.gz`, gzipSync(content, { level: 9 }))
}

mkdirSync(built, { recursive: true })
for (const old of readdirSync(built)) rmSync(`${built}/${old}`)

const styles = sass.compile('assets/site.scss', {
  style: 'compressed', loadPaths: ['node_modules'], quietDeps: true,
})
if (styles.css.includes('@font-face')) throw new Error('No font of our own may be sent: it found an @font-face.')
write('site.css', styles.css)
write('govuk-frontend.js', readFileSync(`${govuk}/govuk-frontend.min.js`, 'utf8').replace(/\n\/\/# sourceMappingURL.*\s*$/, '\n'))
for (const name of ['start.js', 'progress.js', 'passkey.js', 'send.js']) write(name, readFileSync(`assets/${name}`, 'utf8'))
write('mark.svg', readFileSync('assets/mark.svg', 'utf8'))
writeFileSync(`${built}/names.json`, JSON.stringify(names, null, 2) + '\n')
