// A palette from one colour, in OKLCH: steps of equal perceived lightness, harmonies as turns of the hue.
// What sRGB cannot show loses chroma until it fits, so the hue stays.

type Oklch = { readonly l: number; readonly c: number; readonly h: number }

const turns: { readonly [name: string]: readonly number[] } = {
  complement: [180],
  analogous: [-30, 30],
  triad: [120, 240],
  split: [150, 210],
  square: [90, 180, 270],
}
const steps = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950]

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const toLinear = (part: number) =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
const toGamma = (part: number) =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055

function parseHex(text: string): number[] | null {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text) ?? []
  if (digits === undefined) return null
  const pairs =
    digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? [])
  return pairs.map((pair) => toLinear(Number.parseInt(pair, 16) / 255))
}

/** Björn Ottosson's OKLab, from linear sRGB and back. */
function toOklch([r = 0, g = 0, b = 0]: readonly number[]): Oklch {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: Math.atan2(bb, a),
  }
}

function toRgb({ l, c, h }: Oklch): number[] {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

function inGamut(color: Oklch): number[] {
  const isShown = (rgb: readonly number[]) => rgb.every((part) => part > -0.0005 && part < 1.0005)
  let [low, high] = [0, color.c]
  if (isShown(toRgb(color))) return toRgb(color)
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2
    if (isShown(toRgb({ ...color, c: middle }))) low = middle
    else high = middle
  }
  return toRgb({ ...color, c: low })
}

function swatch(name: string, color: Oklch) {
  const channels = inGamut(color).map((part) =>
    Math.round(Math.min(1, Math.max(0, toGamma(part))) * 255),
  )
  const [r = 0, g = 0, b = 0] = channels.map((channel) => toLinear(channel / 255))
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
  const [onBlack, onWhite] = [(luminance + 0.05) / 0.05, 1.05 / (luminance + 0.05)]
  const ink = onBlack >= onWhite ? '#000000' : '#ffffff'
  const hex = `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
  return { name, hex, ink, contrast: Math.floor(Math.max(onBlack, onWhite) * 100) / 100 }
}

export function handle({ query }: Request): Response {
  const { base = '', harmony = 'complement', format = 'json' } = query
  const rgb = parseHex(base)
  if (rgb === null) return bad('"base" is no colour', 'a hex colour like #3366cc')
  const angles = Object.hasOwn(turns, harmony) ? turns[harmony] : undefined
  if (angles === undefined) return bad('"harmony" is unknown', Object.keys(turns).join(', '))
  if (format !== 'json' && format !== 'css') return bad('"format" is unknown', 'json or css')

  const color = toOklch(rgb)
  // Lightness falls evenly from 0.97 to 0.2; chroma fades towards both ends, as paint does.
  const scale = steps.map((step, index) => {
    const l = 0.97 - (0.77 * index) / (steps.length - 1)
    return swatch(String(step), {
      l,
      c: color.c * Math.sin(Math.PI * (0.08 + 0.84 * l)),
      h: color.h,
    })
  })
  const around = angles.map((angle, index) =>
    swatch(`${harmony}-${index + 1}`, { ...color, h: color.h + (angle * Math.PI) / 180 }),
  )
  const first = swatch('base', color)
  if (format === 'json') return { body: { base: first, steps: scale, harmony: around } }
  const lines = [first, ...scale, ...around].flatMap(({ name, hex, ink }) => [
    `  --${name}: ${hex};`,
    `  --on-${name}: ${ink};`,
  ])
  return {
    headers: { 'content-type': 'text/css; charset=utf-8' },
    body: `:root {\n${lines.join('\n')}\n}\n`,
  }
}
