// A small web app from one pure `step` function: the page around the very text that its cartridge tests
// on the server. What `canvas-page` is for games, this is for forms, lists and buttons.

type JsonObject = { readonly [key: string]: Json }

const mostCode = 24_000
const mostState = 16_000

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function line(given: Json | undefined, name: string, least: number, most: number): string {
  if (typeof given === 'string' && given.trim().length >= least && given.length <= most)
    return given.trim()
  throw new BadInput(`"${name}" must be text of ${least} to ${most} characters`)
}

function pace(given: Json | undefined): number {
  if (given === undefined || given === 0) return 0
  if (typeof given === 'number' && Number.isInteger(given) && given >= 20 && given <= 60_000)
    return given
  throw new BadInput('"every" must be 0 or whole milliseconds from 20 to 60000')
}

function code(given: Json | undefined): string {
  if (typeof given !== 'string' || given.length > mostCode || !/^(function\b|\()/.test(given))
    throw new BadInput(`"step" must be the text of a function of at most ${mostCode} characters`)
  // In strings and patterns `<\/` means `</`; elsewhere JavaScript has no use for it.
  return given.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--')
}

function render({ title, lead = '', step, state, every, keys = false }: JsonObject): string {
  if (state === undefined || JSON.stringify(state).length > mostState)
    throw new BadInput(`"state" must be JSON of at most ${mostState} characters`)
  if (typeof keys !== 'boolean') throw new BadInput('"keys" must be true or false')
  const setup = JSON.stringify({ state, every: pace(every), keys })
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(line(title, 'title', 1, 100)),
    lead: escapeHtml(line(lead, 'lead', 0, 300)),
    step: code(step),
    setup: setup.replaceAll('<', '\\u003c'),
  }
  return page.replace(/\{\{(\w+)\}\}|__(\w+)__/g, (_, text, name) => parts[text ?? name] ?? '')
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"title": "Counter", "step": String(step), "state": its first state}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: render(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
