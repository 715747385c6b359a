// One visit to a cartridge's page as a person would make it: look, fill in what is empty, press buttons and
// keys, look again. What it reports is what the browser saw; judging it is the caller's business.
import { setTimeout } from 'node:timers/promises'
import { inflateSync } from 'node:zlib'
import type { Browser, Tab } from './chromium.ts'

export type Visit = {
  /** Exceptions, console errors and what the page's policy blocked. */
  readonly errors: readonly string[]
  /** `null` for a page without an origin of its own to abuse. */
  readonly origin: unknown
  /** Share of the picture's bytes that differ from their neighbours: 0 for an empty page. */
  readonly drawn: number
  /** The document or its canvas is not what it was before clicks and keys. */
  readonly reacted: boolean
  readonly png: Buffer
}

export type VisitOptions = {
  readonly width: number
  readonly height: number
  /** The picture shrinks until it fits. */
  readonly maxBytes: number
}

/** @throws Error when the page does not load */
export async function visitPage(
  browser: Browser,
  url: string,
  { width, height, maxBytes }: VisitOptions,
): Promise<Visit> {
  const tab = await browser.open({ width, height })
  const { errorText } = await tab.send('Page.navigate', { url })
  if (errorText !== undefined) throw new Error(`${url}: ${errorText}`)
  await untilLoaded(tab)
  const before = await tab.evaluate(pageState)
  const reacted = await use(tab, before)
  const png = await picture(tab, { width, height, maxBytes })
  const visit = { origin: await tab.evaluate('self.origin'), drawn: drawnShare(png), reacted, png }
  const errors = tab.events.flatMap(errorOf)
  await tab.send('Page.close')
  return { ...visit, errors }
}

async function untilLoaded(tab: Tab): Promise<void> {
  for (let i = 0; i < 400; i++) {
    const isLoaded = await tab.evaluate(
      "document.readyState === 'complete' && location.href !== 'about:blank'",
    )
    if (isLoaded === true) return
    await setTimeout(50)
  }
  throw new Error('the page did not load in 20 s')
}

/** What a person sees, but not what we typed ourselves: markup, other fields' values, canvases. */
const pageState = `JSON.stringify([
  document.documentElement.outerHTML,
  [...document.querySelectorAll('input, select, textarea')].filter((e) => !e.typed).map((e) => [e.value, e.checked]),
  [...document.querySelectorAll('canvas')].map((e) => e.toDataURL()),
])`

type Place = { readonly x: number; readonly y: number; readonly kind: string }

/**
 * Where visible things to use are, at most a few of each kind: what takes text, what slides, canvases, and
 * buttons, but not those that would undo what was done.
 */
const places = `(() => {
  const isSeen = (e) => {
    const { x, y, width, height } = e.getBoundingClientRect()
    return !e.disabled && !e.readOnly && width > 0 && height > 0 && x >= 0 && y >= 0 && x + width / 2 < innerWidth && y + height / 2 < innerHeight
  }
  const isHarmless = (e) => !/clear|reset|delete|remove|stop|undo|cancel|start$/i.test((e.textContent || e.ariaLabel || '').trim()) || /^start/i.test(e.textContent.trim())
  const kinds = {
    text: ['textarea, input:not([type]), input[type=text], input[type=number], input[type=search], input[type=password]', 3],
    slider: ['input[type=range], select', 2],
    canvas: ['canvas', 1],
    button: ['button, [role=button], input[type=button], summary, input[type=checkbox], input[type=radio]', 3],
  }
  return Object.entries(kinds).flatMap(([kind, [selector, most]]) =>
    [...document.querySelectorAll(selector)].filter(isSeen).filter(isHarmless).slice(0, most).map((e) => {
      if (kind === 'text') e.typed = true
      const box = e.getBoundingClientRect()
      const isNumber = e.type === 'number' || ['decimal', 'numeric'].includes(e.inputMode) || (e.value ?? '') !== '' && !isNaN(e.value)
      return { x: box.x + box.width / 2, y: box.y + box.height / 2, kind: kind === 'text' && isNumber ? 'number' : e.tagName === 'TEXTAREA' ? 'prose' : kind }
    }),
  )
})()`

/** Uses one thing after the other. True when the page was ever something else than `before`. */
async function use(tab: Tab, before: unknown): Promise<boolean> {
  let reacted = false
  const look = async () => {
    reacted ||= (await tab.evaluate(pageState)) !== before
  }
  for (const place of (await tab.evaluate(places)) as Place[]) {
    await useOne(tab, place)
    await look()
  }
  for (const key of ['ArrowUp', 'ArrowRight', 7] as const) {
    await press(tab, key)
    await look()
  }
  // Some show what they found only after a pause.
  for (let i = 0; i < 20 && !reacted; i++) {
    await setTimeout(100)
    await look()
  }
  return reacted
}

async function useOne(tab: Tab, { kind, ...place }: Place): Promise<void> {
  if (kind === 'slider') {
    await click(tab, place)
    await press(tab, 'ArrowRight')
  } else if (kind === 'number' || kind === 'text') {
    // Three clicks take what is there, so that it is replaced.
    await click(tab, place, 3)
    await tab.send('Input.insertText', { text: kind === 'number' ? '12' : 'Ada, 12 May' })
  } else {
    await click(tab, place)
    if (kind === 'prose') await tab.send('Input.insertText', { text: ' ' })
  }
  await setTimeout(60)
}

const keys = {
  ArrowUp: { windowsVirtualKeyCode: 38 },
  ArrowRight: { windowsVirtualKeyCode: 39 },
  7: { windowsVirtualKeyCode: 55, text: '7' },
} as const

async function press(tab: Tab, key: keyof typeof keys): Promise<void> {
  const code = { key: String(key), code: key === 7 ? 'Digit7' : key, ...keys[key] }
  await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', ...code })
  await setTimeout(100)
  await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...code })
}

async function click(
  tab: Tab,
  { x, y }: { readonly x: number; readonly y: number },
  times = 1,
): Promise<void> {
  for (let clickCount = 1; clickCount <= times; clickCount++)
    for (const type of ['mousePressed', 'mouseReleased'])
      await tab.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount })
}

async function picture(tab: Tab, { width, height, maxBytes }: VisitOptions): Promise<Buffer> {
  for (let scale = 0.75; scale > 0.3; scale -= 0.125) {
    const clip = { x: 0, y: 0, width, height, scale }
    const { data } = await tab.send('Page.captureScreenshot', { format: 'png', clip })
    const png = Buffer.from(String(data), 'base64')
    if (png.byteLength <= maxBytes) return png
  }
  throw new Error(`no picture of it fits in ${maxBytes} bytes`)
}

/** Rows of a PNG are stored as differences from their neighbours, so an even area is all zeros. */
function drawnShare(png: Buffer): number {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue
    parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const bytes = inflateSync(Buffer.concat(parts))
  return bytes.filter((byte) => byte !== 0).length / bytes.length
}

function errorOf({ method, params }: Tab['events'][number]): string[] {
  const { exceptionDetails, type, args, entry } = params as {
    readonly exceptionDetails?: { text: string; exception?: { description?: string } }
    readonly type?: string
    readonly args?: readonly { value?: unknown; description?: string }[]
    readonly entry?: { level: string; text: string }
  }
  if (method === 'Runtime.exceptionThrown')
    return [exceptionDetails?.exception?.description ?? exceptionDetails?.text ?? 'an exception']
  if (method === 'Runtime.consoleAPICalled' && (type === 'error' || type === 'assert'))
    return [(args ?? []).map((arg) => String(arg.value ?? arg.description)).join(' ')]
  if (method === 'Log.entryAdded' && entry?.level === 'error') return [entry.text]
  return []
}
