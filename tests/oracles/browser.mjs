// Open pages in Chromium and print, one JSON line each, what axe-core and the browser say of them.
// node browser.mjs NODE_MODULES CHROMIUM PAGE...
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [modules, executablePath, ...pages] = process.argv.slice(2)
const require = createRequire(`${modules}/x.js`)
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
for (const file of pages) {
  // one tab looks at a page in all six ways: to load it anew costs less than half a new tab
  const context = await browser.newContext({ bypassCSP: false })
  const page = await context.newPage()
  let requests = []
  let faults = []
  page.on('request', request => requests.push(request.url()))
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(String(error)))
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    for (const width of [320, 768, 1440]) {
      requests = []
      faults = []
      await page.setViewportSize({ width, height: 900 })
      await page.goto(pathToFileURL(file).href)
      const scroll = await page.evaluate(() => document.documentElement.scrollWidth)
      const measure = await page.evaluate(() => {
        const paragraph = [...document.querySelectorAll('article p')].sort((a, b) => b.textContent.length - a.textContent.length)[0]
        if (!paragraph) return null
        const range = document.createRange()
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
        const lines = new Map()
        while (walker.nextNode()) {
          const node = walker.currentNode
          if (node.parentElement.closest('button, .call, .source')) continue
          for (let i = 0; i < node.length; i++) {
            range.setStart(node, i)
            range.setEnd(node, i + 1)
            const box = range.getBoundingClientRect()
            if (box.width) lines.set(Math.round(box.bottom / 8), (lines.get(Math.round(box.bottom / 8)) ?? 0) + 1)
          }
        }
        return [...lines.values()].sort((a, b) => a - b)
      })
      await page.evaluate(source => { (0, eval)(source) }, axe).catch(() => page.addScriptTag({ content: axe }))
      const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'], preload: false }))
      console.log(JSON.stringify({
        file, colorScheme, width, scroll, measure, requests, faults,
        violations: result.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(', ')}`),
      }))
    }
  }
  await context.close()
}
await browser.close()
