// Do things to pages in Chromium as a reader does, and print what is seen: a JSON line for each line
// of standard input. Each reader has a context of its own in the one browser.
// node steps.mjs NODE_MODULES CHROMIUM < {"context": {...}, "steps": [["open", URL], ...]}
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [modules, executablePath] = process.argv.slice(2)
const require = createRequire(`${modules}/x.js`)
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
async function read ({ context: options = {}, steps }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const seen = []
  const requests = []
  const faults = []
  page.on('request', request => requests.push(request.url()))
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(String(error)))
  const can = {
    open: async url => { await page.goto('about:blank'); await page.goto(url); await page.waitForTimeout(150) },
    click: selector => page.click(selector),
    tap: selector => page.tap(selector),
    press: key => page.keyboard.press(key),
    focus: selector => page.focus(selector),
    choose: async (selector, label) => { await page.selectOption(selector, { label }) },
    wait: ms => page.waitForTimeout(ms),
    size: (width, height) => page.setViewportSize({ width, height }),
    print: () => page.emulateMedia({ media: 'print' }),
    see: async code => { seen.push(await page.evaluate(code)) },
    save: async selector => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)])
      seen.push([download.suggestedFilename(), readFileSync(await download.path(), 'utf8')])
    },
    clipboard: async () => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      seen.push(await page.evaluate(() => navigator.clipboard.readText()))
      await page.evaluate(() => navigator.clipboard.writeText('')) // all readers share it
    },
    axe: async () => {
      await page.evaluate(source => { (0, eval)(source) }, axe).catch(() => page.addScriptTag({ content: axe }))
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'], preload: false }))
      seen.push(found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(', ')}`))
    },
    picture: path => page.screenshot({ path }),
  }
  try {
    for (const [what, ...how] of steps) await can[what](...how)
  } catch (error) {
    faults.push(error.stack)
  }
  await context.close()
  return { seen, requests: requests.filter(url => url !== 'about:blank'), faults }
}
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await read(JSON.parse(line))))
}
await browser.close()
