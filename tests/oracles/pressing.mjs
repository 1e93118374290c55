// Open a page in Chromium, press each button that shows an image, and print as JSON what was asked
// of whom before and after, whether the images are seen, and what a reader copies of each paragraph.
// node pressing.mjs NODE_MODULES CHROMIUM PAGE
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [modules, executablePath, file] = process.argv.slice(2)
const { chromium } = createRequire(`${modules}/x.js`)('playwright-core')
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
const requests = []
const faults = []
page.on('request', request => requests.push(request.url()))
page.on('console', message => message.type() === 'error' && faults.push(message.text()))
await page.goto(pathToFileURL(file).href, { waitUntil: 'networkidle' })
const copied = await page.evaluate(() => [...document.querySelectorAll('article p')].map(each => {
  getSelection().selectAllChildren(each)
  return getSelection().toString()
}))
const found = await page.evaluate(() => window.find('international', false, false, true))
const before = [...requests]
const images = []
for (const button of await page.$$('button.page')) {
  await button.evaluate(each => each.click())
  images.push(await page.waitForFunction(() => {
    const image = document.querySelector('.image:popover-open img')
    return image && image.complete && image.naturalWidth > 0 && image.getBoundingClientRect().width > 0
  }, null, { timeout: 10000 }).then(() => true, () => false))
  await page.keyboard.press('Escape')
}
const open = await page.evaluate(() => document.querySelectorAll(':popover-open').length)
console.log(JSON.stringify({ copied, found, before, after: requests, images, open, faults }))
await browser.close()
