// Palettes for charts: colours whose hues lie as far apart as a golden angle puts them, all of one
// perceived chroma (OKLCH), and each moved in lightness until it reads on the given background.

type Rgb = readonly [number, number, number]
type Shade = { hex: string; text: string; contrast: number }

const hint = '?count=6&hue=200&background=ffffff&contrast=3 (contrast 1 to 7)'
const goldenAngle = 137.507_764

const hexOf = (rgb: Rgb) =>
  `#${rgb
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

const rgbOf = (hex: string): Rgb => {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return [part(0), part(2), part(4)]
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) =>
    part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrastOf(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** OKLCH to sRGB, or null for a colour that screens cannot show. */
function screenColour(lightness: number, chroma: number, hue: number): Rgb | null {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b) ** 3
  const m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b) ** 3
  const s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b) ** 3
  const linear = [
    4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
    -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
    -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
  ]
  if (linear.some((part) => part < -1e-6 || part > 1 + 1e-6)) return null
  const [red = 0, green = 0, blue = 0] = linear.map((part) => {
    const inside = Math.min(1, Math.max(0, part))
    return inside <= 0.003_130_8 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055
  })
  return [red, green, blue]
}

/** The most colourful shade of a hue at this lightness, up to a chroma of 0.16. */
function strongest(lightness: number, hue: number): Rgb {
  for (let chroma = 0.16; chroma > 0; chroma -= 0.005) {
    const rgb = screenColour(lightness, chroma, hue)
    if (rgb) return rgb
  }
  return [lightness, lightness, lightness]
}

/** From the middle lightness outwards: the first shade that stands out enough, or else the best. */
function shadeOf(hue: number, ground: Rgb, wanted: number): Shade {
  const away = luminance(ground) > 0.18 ? -1 : 1
  let best = { rgb: ground, contrast: 0 }
  for (let step = 0; step <= 65 && best.contrast < wanted; step++) {
    const rgb = rgbOf(hexOf(strongest(Math.min(0.98, 0.65 + (away * step) / 125), hue)).slice(1))
    const contrast = contrastOf(rgb, ground)
    if (contrast > best.contrast) best = { rgb, contrast }
  }
  const isDark = contrastOf(best.rgb, [1, 1, 1]) > contrastOf(best.rgb, [0, 0, 0])
  return {
    hex: hexOf(best.rgb),
    text: isDark ? '#ffffff' : '#000000',
    contrast: Math.floor(best.contrast * 100) / 100,
  }
}

export function handle({ query }: Request): Response {
  const { count = '6', hue = '20', background = 'ffffff', contrast = '3' } = query
  const wrong =
    (!/^([1-9]|1\d|2[0-4])$/.test(count) && '"count" must be a whole number from 1 to 24') ||
    (!/^([12]?\d?\d|3[0-5]\d|360)$/.test(hue) && '"hue" must be a whole number from 0 to 360') ||
    (!/^#?[\da-f]{6}$/i.test(background) && '"background" must be six hex digits') ||
    (!/^([1-6](\.\d{1,2})?|7)$/.test(contrast) && '"contrast" must be from 1 to 7')
  if (wrong) return { status: 400, body: { error: wrong, hint } }
  const ground = rgbOf(background.replace('#', ''))
  const colours = Array.from({ length: Number(count) }, (_, index) =>
    shadeOf((Number(hue) + index * goldenAngle) % 360, ground, Number(contrast)),
  )
  const css = `:root {\n${colours.map(({ hex }, i) => `  --series-${i + 1}: ${hex};`).join('\n')}\n}\n`
  const isMet = colours.every((shade) => shade.contrast >= Number(contrast))
  return { body: { background: hexOf(ground), colours, isMet, css } }
}
