// A playable page from a `tick` function: canvas, keyboard, pointer, buttons and a clock around the very
// text that its cartridge tests on the server. Interactive cartridges reach this one through `call`.

type JsonObject = { readonly [key: string]: Json }
type Button = { label: string; key: string }

const maxTick = 24_000
const maxState = 40_000

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** JSON that may stand in a script element: nothing in it can end the element. */
const inScript = (value: Json) => JSON.stringify(value).replaceAll('<', '\\u003c')

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWhole = (value: Json, low: number, high: number): value is number =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high

function readButtons(given: Json): Button[] | null {
  if (!Array.isArray(given) || given.length > 8) return null
  const buttons = given.map((item) => {
    if (!isObject(item)) return null
    const { label, key } = item
    if (typeof label !== 'string' || typeof key !== 'string') return null
    return label.length > 0 && label.length <= 20 && key.length <= 20 ? { label, key } : null
  })
  return buttons.every((button) => button !== null) ? buttons : null
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title", "tick": String(tick), "state": its first state}; see the input schema'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { title, tick, state, help = '', fps = 10, scale = 12 } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 100)
    return bad('"title" must be text of 1 to 100 characters', hint)
  if (typeof help !== 'string' || help.length > 500)
    return bad('"help" must be text of at most 500 characters', hint)
  if (typeof tick !== 'string' || tick.length > maxTick || !/^(function\b|\()/.test(tick))
    return bad(
      '"tick" must be the text of a function',
      `String(tick), at most ${maxTick} characters`,
    )
  if (state === undefined || JSON.stringify(state).length > maxState)
    return bad('"state" is missing or too large', `JSON of at most ${maxState} characters`)
  if (!isWhole(fps, 1, 60)) return bad('"fps" must be a whole number from 1 to 60', hint)
  if (!isWhole(scale, 1, 32)) return bad('"scale" must be a whole number from 1 to 32', hint)
  const buttons = readButtons(body.buttons ?? [])
  if (buttons === null)
    return bad(
      '"buttons" must be at most 8 of {label, key}',
      'like {"label": "left", "key": "ArrowLeft"}',
    )

  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(title),
    help: escapeHtml(help),
    // In strings and patterns `<\/` means `</`; elsewhere JavaScript has no use for it.
    tick: tick.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--'),
    setup: inScript({ state, fps, scale, buttons }),
  }
  const html = page.replace(
    /\{\{(\w+)\}\}|__(\w+)__/g,
    (_, text, code) => parts[text ?? code] ?? '',
  )
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}
