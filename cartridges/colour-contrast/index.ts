// Contrast of two colours by WCAG 2.2 and, when text would be hard to read, the nearest colour that
// passes: same hue, lightness moved in OKLCH, distance measured in OKLab.

type Triple = readonly [number, number, number]
/** sRGB channels from 0 to 255 and opacity from 0 to 1. */
type Colour = { readonly rgb: Triple; readonly alpha: number }

const hint =
  'GET /?text=%23777&background=white; colours are #rgb, #rrggbb, rgb(), hsl() or CSS names'
const bad = (error: string): Response => ({ status: 400, body: { error, hint } })

/** Name and hex digits in turn. Searched as text, because most calls name no colour at all. */
const names = `aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque
  ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887
  cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc
  crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9
  darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange
  ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b
  darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493
  deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0
  forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray
  808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c
  indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
  lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2
  lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen
  20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de
  lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000
  mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
  mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585
  midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080
  oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod
  eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9
  peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000
  rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57
  seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey
  708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato
  ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00
  yellowgreen 9acd32`

const namedColour = (name: string) =>
  /^[a-z]+$/.test(name)
    ? new RegExp(`(?:^|\\s)${name}\\s+([0-9a-f]{6})(?:\\s|$)`).exec(names)?.[1]
    : undefined

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

function fromHex(digits: string): Colour | null {
  if (!/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits
  const byte = (i: number) => Number.parseInt(long.slice(i, i + 2), 16)
  return { rgb: [byte(0), byte(2), byte(4)], alpha: long.length === 8 ? byte(6) / 255 : 1 }
}

/** A number or a percentage of `whole`; null for anything else. */
function readNumber(text: string | undefined, whole: number): number | null {
  const parts = /^([+-]?(?:\d+\.?\d*|\.\d+))(%?)$/.exec(text ?? '')
  if (!parts) return null
  return parts[2] === '%' ? (Number(parts[1]) / 100) * whole : Number(parts[1])
}

function hslToRgb(hue: number, saturation: number, lightness: number): Triple {
  const turn = (((hue % 360) + 360) % 360) / 30
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number) => {
    const k = (n + turn) % 12
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

function fromFunction(text: string): Colour | null {
  const call = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text)
  const parts = call?.[2]?.trim().split(/\s*[,/]\s*|\s+/) ?? []
  if (!call || parts.length < 3 || parts.length > 4) return null
  const alpha = parts.length === 4 ? readNumber(parts[3], 1) : 1
  const isHsl = call[1] === 'hsl'
  const first = isHsl ? readNumber(parts[0]?.replace(/deg$/, ''), 360) : readNumber(parts[0], 255)
  const second = readNumber(parts[1], isHsl ? 100 : 255)
  const third = readNumber(parts[2], isHsl ? 100 : 255)
  if (first === null || second === null || third === null || alpha === null) return null
  const rgb: Triple = isHsl
    ? hslToRgb(first, clamp(second, 0, 100) / 100, clamp(third, 0, 100) / 100)
    : [first, second, third]
  return { rgb: roundRgb(rgb), alpha: clamp(alpha, 0, 1) }
}

const roundRgb = (rgb: Triple): Triple => [
  Math.round(clamp(rgb[0], 0, 255)),
  Math.round(clamp(rgb[1], 0, 255)),
  Math.round(clamp(rgb[2], 0, 255)),
]

function readColour(value: Json | undefined): Colour | null {
  if (typeof value !== 'string' || value.length > 64) return null
  const text = value.trim().toLowerCase()
  if (text.startsWith('#')) return fromHex(text.slice(1))
  const named = namedColour(text)
  if (named !== undefined) return fromHex(named)
  // A hash sign in a query is easily lost.
  return fromFunction(text) ?? fromHex(text)
}

const toHex = (rgb: Triple) => `#${rgb.map((c) => c.toString(16).padStart(2, '0')).join('')}`

/** What the eye sees: `top` painted on an opaque colour. */
function over(top: Colour, under: Triple): Triple {
  const mix = (a: number, b: number) => a * top.alpha + b * (1 - top.alpha)
  return roundRgb([mix(top.rgb[0], under[0]), mix(top.rgb[1], under[1]), mix(top.rgb[2], under[2])])
}

const toLinear = (channel: number) => {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}
const fromLinear = (c: number) =>
  255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055)

const luminance = ([r, g, b]: Triple) =>
  0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b)

function contrast(a: Triple, b: Triple): number {
  const [first, second] = [luminance(a), luminance(b)]
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

function toOklab([r, g, b]: Triple): Triple {
  const [x, y, z] = [toLinear(r), toLinear(g), toLinear(b)]
  const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z)
  const m = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z)
  const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** Linear sRGB, which lies outside 0..1 for a colour that no screen of that kind can show. */
function oklabToLinear([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** This hue at another lightness, greyed just enough to exist in sRGB. */
function atLightness(lab: Triple, lightness: number): Triple {
  const at = (scale: number) => oklabToLinear([lightness, lab[1] * scale, lab[2] * scale])
  const exists = (linear: Triple) => linear.every((c) => c >= -0.0005 && c <= 1.0005)
  let linear = at(1)
  if (!exists(linear)) {
    let low = 0
    let high = 1
    for (let step = 0; step < 7; step++) {
      const middle = (low + high) / 2
      if (exists(at(middle))) low = middle
      else high = middle
    }
    linear = at(low)
  }
  const channel = (c: number) => fromLinear(clamp(c, 0, 1))
  return roundRgb([channel(linear[0]), channel(linear[1]), channel(linear[2])])
}

/** The colour nearest to `rgb` that reaches `target` on `other`, or null when neither end does. */
function nearestPassing(rgb: Triple, other: Triple, target: number): Triple | null {
  const lab = toOklab(rgb)
  let best: Triple | null = null
  let bestLightness = 0
  let bestDistance = Number.POSITIVE_INFINITY
  const scan = (from: number, to: number, steps: number) => {
    for (let step = 0; step <= steps; step++) {
      const lightness = from + ((to - from) * step) / steps
      const candidate = atLightness(lab, lightness)
      if (contrast(candidate, other) < target) continue
      const there = toOklab(candidate)
      const distance = Math.hypot(there[0] - lab[0], there[1] - lab[1], there[2] - lab[2])
      if (distance >= bestDistance) continue
      best = candidate
      bestLightness = lightness
      bestDistance = distance
    }
  }
  scan(0, 1, 128)
  scan(Math.max(0, bestLightness - 0.008), Math.min(1, bestLightness + 0.008), 16)
  return best
}

export function handle(request: Request): Response {
  const { body, query } = request
  const given: { readonly [name: string]: Json } =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { ...query, ...body }
      : query
  const text = readColour(given.text)
  const background = readColour(given.background)
  if (text === null) return bad('"text" is not a colour')
  if (background === null) return bad('"background" is not a colour')
  const level = given.level ?? 'AA'
  const size = given.size ?? 'normal'
  if (level !== 'AA' && level !== 'AAA') return bad('"level" must be AA or AAA')
  if (size !== 'normal' && size !== 'large') return bad('"size" must be normal or large')
  const target = level === 'AA' ? (size === 'normal' ? 4.5 : 3) : size === 'normal' ? 7 : 4.5

  const under = over(background, [255, 255, 255])
  const seen = over(text, under)
  const ratio = contrast(seen, under)
  const passes = ratio >= target
  const suggest = (colour: Triple, other: Triple) => {
    const found = passes ? null : nearestPassing(colour, other, target)
    if (found === null) return null
    return { colour: toHex(found), ratio: Math.floor(contrast(found, other) * 100) / 100 }
  }
  return {
    status: 200,
    body: {
      text: toHex(seen),
      background: toHex(under),
      // Rounded down, because 4.499 does not pass.
      ratio: Math.floor(ratio * 100) / 100,
      AA: { normal: ratio >= 4.5, large: ratio >= 3, interface: ratio >= 3 },
      AAA: { normal: ratio >= 7, large: ratio >= 4.5 },
      target: { level, size, ratio: target, passes },
      suggestions: { text: suggest(seen, under), background: suggest(under, seen) },
    },
  }
}
