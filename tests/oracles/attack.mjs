// Open a page in Chromium, touch all that can be touched, and print as JSON what ran and was asked.
// node attack.mjs NODE_MODULES CHROMIUM PAGE
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [modules, executablePath, file] = process.argv.slice(2)
const { chromium } = createRequire(`${modules}/x.js`)('playwright-core')

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const context = await browser.newContext()
const page = await context.newPage()
const requests = []
let dialogs = 0
page.on('request', request => requests.push(request.url()))
page.on('dialog', dialog => { dialogs += 1; dialog.dismiss() })
await page.addInitScript(() => {
  window.ran = 0
  window.alert = () => { window.ran += 1 }
})
const address = pathToFileURL(file).href
await page.goto(address)
const links = await page.evaluate(() => [...document.querySelectorAll('[href], [src]')].map(e => e.href || e.src))
await page.evaluate(() => {
  // a link to elsewhere would be followed because the reader asks for it: here nobody asks
  document.addEventListener('click', e => {
    const link = e.target.closest && e.target.closest('a[href]')
    if (link && /^(https?|mailto|file):/.test(link.protocol)) e.preventDefault()
  }, true)
  for (const element of document.querySelectorAll('body *')) {
    for (const type of ['mouseover', 'mouseenter', 'focus', 'load', 'error']) element.dispatchEvent(new Event(type, { bubbles: true }))
    if (element.click) element.click()
  }
})
await page.waitForTimeout(300)
console.log(JSON.stringify({
  ran: dialogs + await page.evaluate(() => window.ran), stayed: page.url() === address, links, requests,
}))
await browser.close()
