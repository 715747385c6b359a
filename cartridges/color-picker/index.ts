// Picks a colour and writes it down in every notation of CSS: a page with sliders for hue, saturation and
// lightness on GET, JSON on POST. The page and the answer come from the same function.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
/** What was typed last, and the colour: hue 0 to 360, the others and opacity in percent. */
type Picked = { text: string; hsl: readonly [number, number, number]; alpha: number }

function step(old: Picked, action: { type: string; index?: number; value?: string }) {
  const names =
    'black 000000 white ffffff gray 808080 silver c0c0c0 red ff0000 maroon 800000 yellow ffff00 olive 808000 lime 00ff00 green 008000 cyan 00ffff teal 008080 blue 0000ff navy 000080 magenta ff00ff purple 800080 orange ffa500 gold ffd700 pink ffc0cb hotpink ff69b4 crimson dc143c tomato ff6347 coral ff7f50 salmon fa8072 chocolate d2691e brown a52a2a sienna a0522d tan d2b48c khaki f0e68c beige f5f5dc ivory fffff0 lavender e6e6fa plum dda0dd orchid da70d6 violet ee82ee indigo 4b0082 rebeccapurple 663399 slateblue 6a5acd royalblue 4169e1 steelblue 4682b4 skyblue 87ceeb turquoise 40e0d0 aquamarine 7fffd4 seagreen 2e8b57 forestgreen 228b22 limegreen 32cd32 darkgray a9a9a9 slategray 708090'
      .split(' ')
      .flatMap((name, at, all) => (at % 2 === 0 ? [{ name, hex: all[at + 1] ?? '' }] : []))
  const round = (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value))

  function hslOf([r = 0, g = 0, b = 0]: readonly number[]): [number, number, number] {
    const [most, least] = [Math.max(r, g, b) / 255, Math.min(r, g, b) / 255]
    const span = most - least
    const light = (most + least) / 2
    if (span === 0) return [0, 0, light * 100]
    const turn =
      most === r / 255
        ? ((g - b) / 255 / span + 6) % 6
        : most === g / 255
          ? (b - r) / 255 / span + 2
          : (r - g) / 255 / span + 4
    return [turn * 60, (span / (1 - Math.abs(2 * light - 1))) * 100, light * 100]
  }
  function rgbOf([h, s, l]: readonly [number, number, number]): number[] {
    const reach = (s / 100) * Math.min(l / 100, 1 - l / 100)
    return [0, 8, 4].map((offset) => {
      const place = (offset + h / 30) % 12
      return 255 * (l / 100 - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)))
    })
  }
  const bytesOf = (hex: string) => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))

  /** Hex with or without #, rgb(), hsl(), hwb() with commas or blanks, or a name; null for anything else. */
  function read(given: string): Omit<Picked, 'text'> | null {
    const text = given.trim().toLowerCase()
    const named = names.find(({ name }) => name === text.replace('grey', 'gray'))?.hex
    const [, short, long] = /^#?(?:([0-9a-f]{3,4})|([0-9a-f]{6}(?:[0-9a-f]{2})?))$/.exec(text) ?? []
    const hex = named ?? long ?? short?.replace(/./g, '$&$&')
    if (hex !== undefined) {
      const [r = 0, g = 0, b = 0, a = 255] = bytesOf(hex)
      return { hsl: hslOf([r, g, b]), alpha: (a / 255) * 100 }
    }
    const number = '[+-]?(?:\\d{1,4}(?:\\.\\d{0,6})?|\\.\\d{1,6})'
    const [, kind, first = '', second = '', third = '', opacity = '100%'] =
      new RegExp(
        `^(rgb|hsl|hwb)a?\\(\\s*(${number}(?:%|deg)?)[\\s,]+(${number}%?)[\\s,]+(${number}%?)(?:\\s*[,/]\\s*(${number}%?))?\\s*\\)$`,
      ).exec(text) ?? []
    if (kind === undefined) return null
    const amount = (part: string) => Number(part.replace(/%|deg/, ''))
    const alpha = clamp(amount(opacity) * (opacity.endsWith('%') ? 1 : 100), 100)
    const [x, y] = [clamp(amount(second), 100), clamp(amount(third), 100)]
    const hue = ((amount(first) % 360) + 360) % 360
    if (kind === 'hsl') return first.endsWith('%') ? null : { hsl: [hue, x, y], alpha }
    if (kind === 'hwb') {
      if (first.endsWith('%')) return null
      const scale = Math.max(100, x + y) / 100
      const [white, black] = [x / scale, y / scale]
      const pure = rgbOf([hue, 100, 50])
      const mixed = pure.map((part) => part * (1 - (white + black) / 100) + (white / 100) * 255)
      return { hsl: hslOf(mixed), alpha }
    }
    if (first.endsWith('deg')) return null
    const parts = [first, second, third].map((part) =>
      clamp(amount(part) * (part.endsWith('%') ? 2.55 : 1), 255),
    )
    return { hsl: hslOf(parts), alpha }
  }

  let state = old
  let isBad = false
  if (action.type === 'text' || action.type === 'start') {
    const text = action.type === 'text' ? (action.value ?? '').slice(0, 60) : old.text
    const found = read(text)
    isBad = found === null
    state = found === null ? { ...old, text } : { text, ...found }
  }
  const slid = clamp(Math.round(Number(action.value)) || 0, action.index === 0 ? 360 : 100)
  if (action.type === 'slide') {
    const parts = state.hsl.map((part, at) => (at === action.index ? slid : part))
    state = {
      ...state,
      hsl: [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0],
      alpha: action.index === 3 ? slid : state.alpha,
    }
  }

  const bytes = rgbOf(state.hsl).map((part) => Math.round(part))
  const [r = 0, g = 0, b = 0] = bytes
  const [h, s, l] = state.hsl.map((part) => round(part, 1))
  const isSolid = state.alpha >= 99.95
  const pair = (byte: number) => byte.toString(16).padStart(2, '0')
  const alphaByte = Math.round((state.alpha / 100) * 255)
  const hex = `#${bytes.map(pair).join('')}${isSolid ? '' : pair(alphaByte)}`
  const percent = Math.round((round(state.alpha) / 100) * 255) === alphaByte ? 0 : 1
  if (action.type === 'slide') state = { ...state, text: hex }
  const slash = isSolid ? '' : ` / ${round(state.alpha, percent)}%`
  const linear = bytes.map((byte) =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  )
  const [lr = 0, lg = 0, lb = 0] = linear
  // OKLab after Björn Ottosson: distances in it are as far as they look.
  const lab = (red: number, green: number, blue: number): [number, number, number] => {
    const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    const small = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return [
      0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * small,
      1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * small,
      0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * small,
    ]
  }
  const own = lab(lr, lg, lb)
  const decode = (byte: number) =>
    byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4
  const far = (other: string) => {
    const [red = 0, green = 0, blue = 0] = bytesOf(other).map(decode)
    const [x, y, z] = lab(red, green, blue)
    return Math.hypot(x - own[0], y - own[1], z - own[2])
  }
  const nearest = names
    .map(({ name, hex: other }) => ({ name, distance: far(other) }))
    .reduce((best, one) => (one.distance < best.distance ? one : best))
  const chroma = round(Math.hypot(own[1], own[2]), 3)
  const angle = chroma === 0 ? 0 : (Math.atan2(own[2], own[1]) * 180) / Math.PI
  const luminance = 0.2126 * lr + 0.7152 * lg + 0.0722 * lb
  const result = {
    hex,
    rgb: `rgb(${r} ${g} ${b}${slash})`,
    hsl: `hsl(${h} ${s}% ${l}%${slash})`,
    hwb: `hwb(${h} ${round(Math.min(r, g, b) / 2.55, 1)}% ${round(100 - Math.max(r, g, b) / 2.55, 1)}%${slash})`,
    oklch: `oklch(${round(own[0], 3)} ${chroma} ${round((angle + 360) % 360, 1)}${slash})`,
    name: nearest.name,
    isExact: nearest.distance < 0.0005,
    luminance: round(luminance, 4),
    text: luminance > 0.1791 ? '#000000' : '#ffffff',
    isBad,
  }

  const slider = (label: string, at: number, value: number, most: number): View => [
    'label',
    { class: 'row' },
    ['span', {}, `${label} ${round(value)}`],
    [
      'input',
      {
        type: 'range',
        class: 'grow',
        min: 0,
        max: most,
        value: String(round(value)),
        on: { input: { type: 'slide', index: at } },
      },
    ],
  ]
  const notations = [result.hex, result.rgb, result.hsl, result.hwb, result.oklch]
  const view: View = [
    'div',
    { class: 'stack' },
    ['div', { class: 'swatch', style: { '--color': hex } }],
    ['p', { class: 'big', role: 'status' }, `${result.isExact ? '' : 'near '}${result.name}`],
    slider('Hue', 0, state.hsl[0], 360),
    slider('Saturation', 1, state.hsl[1], 100),
    slider('Lightness', 2, state.hsl[2], 100),
    slider('Opacity', 3, state.alpha, 100),
    [
      'input',
      {
        type: 'text',
        value: state.text,
        'aria-label': 'Any colour of CSS',
        on: { input: { type: 'text' } },
      },
    ],
    ['p', { class: 'muted' }, isBad ? 'This is no colour.' : 'Type any colour of CSS.'],
    ...notations.map((text): View => ['p', {}, text]),
  ]
  return { state, view, result }
}

const first: Picked = { text: '', hsl: [0, 0, 0], alpha: 100 }

export async function handle({ method, query, body }: Request): Promise<Response> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const color = method === 'GET' ? (query.color ?? 'royalblue') : isObject ? body.color : null
  const picked =
    typeof color === 'string' && color.length <= 60
      ? step({ ...first, text: color }, { type: 'start' })
      : null
  if (picked === null || picked.result.isBad)
    return {
      status: 400,
      body: {
        error: '"color" is no colour',
        hint: '#36c, #3366cc80, rgb(51 102 204 / 50%), hsl(220, 60%, 50%), hwb(220 20% 20%) or a name such as royalblue',
      },
    }
  const { isBad: _, ...result } = picked.result
  if (method === 'POST') return { body: result }
  const page = await call('app-page', {
    method: 'POST',
    body: {
      title: 'Colour picker',
      lead: 'Slide or type, and copy the notation that you need.',
      step: String(step),
      state: { ...picked.state, hsl: [...picked.state.hsl] },
    },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.body }
}
