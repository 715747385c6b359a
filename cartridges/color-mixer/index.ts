// Mixes colours as light does: sRGB is decoded before the weighted mean, so red and green make a bright
// yellow and not the mud that averaging hex digits gives. A page with sliders on GET, JSON on POST.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type Part = { hex: string; parts: number }

function step(
  old: readonly Part[],
  action: { type: string; index?: number; value?: string; random?: number },
) {
  const { type, index = -1, value = '' } = action
  let state = old.map((part, at) => {
    if (at !== index) return part
    if (type === 'hex' && /^#[0-9a-f]{6}$/i.test(value))
      return { ...part, hex: value.toLowerCase() }
    return type === 'parts' ? { ...part, parts: Math.round(Number(value)) || 0 } : part
  })
  if (type === 'remove' && state.length > 2) state = state.filter((_, at) => at !== index)
  if (type === 'add' && state.length < 6) {
    const hex = `#${((action.random ?? 0) % 0x1000000).toString(16).padStart(6, '0')}`
    state = [...state, { hex, parts: 50 }]
  }

  const decode = (byte: number) =>
    byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4
  const encode = (light: number) =>
    Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055))
  const total = state.reduce((sum, { parts }) => sum + parts, 0)
  const light = [1, 3, 5].map((at) =>
    state.reduce(
      (sum, { hex, parts }) =>
        sum + (decode(Number.parseInt(hex.slice(at, at + 2), 16)) * parts) / (total || 1),
      0,
    ),
  )
  const rgb = light.map(encode)
  const hex = `#${rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
  const luminance = 0.2126 * (light[0] ?? 0) + 0.7152 * (light[1] ?? 0) + 0.0722 * (light[2] ?? 0)
  // Equal contrast with black and white lies where (l + 0.05)² = 1.05 × 0.05.
  const result = { hex, rgb, text: luminance > 0.1791 ? '#000000' : '#ffffff' }

  const row = ({ hex: colour, parts }: Part, at: number): View => [
    'div',
    { class: 'row', role: 'group', 'aria-label': `Colour ${at + 1}` },
    [
      'input',
      {
        type: 'color',
        value: colour,
        'aria-label': 'Colour',
        on: { input: { type: 'hex', index: at } },
      },
    ],
    [
      'input',
      {
        type: 'range',
        min: 0,
        max: 100,
        value: String(parts),
        class: 'grow',
        'aria-label': 'Parts',
        on: { input: { type: 'parts', index: at } },
      },
    ],
    ['span', {}, `${total ? Math.round((parts / total) * 100) : 0} %`],
    [
      'button',
      { disabled: state.length < 3, on: { click: { type: 'remove', index: at } } },
      `Remove ${colour}`,
    ],
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    ['div', { class: 'swatch', style: { '--color': hex } }],
    ['p', { class: 'big', role: 'status' }, hex],
    ...state.map(row),
    ['button', { disabled: state.length > 5, on: { click: { type: 'add' } } }, 'Add a colour'],
  ]
  return { state, view, result }
}

function readPart(item: Json): Part | null {
  if (typeof item !== 'object' || item === null || !('hex' in item)) return null
  const { hex, parts = 50 } = item
  const [, digits] = typeof hex === 'string' ? (/^#([0-9a-f]{6})$/i.exec(hex) ?? []) : []
  if (digits === undefined || typeof parts !== 'number' || !Number.isInteger(parts)) return null
  return parts >= 0 && parts <= 100 ? { hex: `#${digits.toLowerCase()}`, parts } : null
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const hint = 'POST {"colors": [{"hex": "#ff0000", "parts": 2}, ...]} or GET ?colors=ff0000,00ff00'
  const given: Json =
    method === 'GET'
      ? (query.colors ?? '2563eb,facc15').split(',').map((digits) => ({ hex: `#${digits}` }))
      : typeof body === 'object' && body !== null && 'colors' in body
        ? (body.colors ?? null)
        : null
  const colors = Array.isArray(given) ? given.map(readPart).filter((part) => part !== null) : []
  if (!Array.isArray(given) || colors.length !== given.length)
    return { status: 400, body: { error: 'a colour is {hex: "#rrggbb", parts: 0 to 100}', hint } }
  if (colors.length < 2 || colors.length > 6 || colors.every(({ parts }) => parts === 0))
    return {
      status: 400,
      body: { error: 'there must be 2 to 6 colours, not all of no parts', hint },
    }
  if (method === 'POST') return { body: step(colors, { type: 'start' }).result }
  const { body: html } = await call('app-page', {
    method: 'POST',
    body: { title: 'Colour mixer', step: String(step), state: colors },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}
