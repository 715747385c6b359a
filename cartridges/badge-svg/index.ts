// A status badge as SVG. The text is measured with the widths of Verdana at 11 pixels, so the two parts
// fit their words in every viewer.

/** Characters by width in tenths of a pixel. */
const widths: readonly (readonly [number, string])[] = [
  [39, "ijl.,:;'|! "],
  [43, 'ftI()[]/\\-'],
  [47, 'r"'],
  [57, 'csvxyzkJ*?_'],
  [67, 'aeou0123456789bdghnpq$'],
  [75, 'ABCEFKLPRSTVXYZ'],
  [83, 'DGHNOQU&#+=<>~^'],
  [107, 'mwMW@%'],
]
const widthOf = new Map(
  widths.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
)

const named: { readonly [name: string]: string } = {
  blue: '#0b7dbe',
  green: '#3c8a1d',
  yellow: '#dfb317',
  orange: '#e8732c',
  red: '#cf3a2b',
  grey: '#6b7177',
}

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** One line without control characters. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()

const measure = (text: string) =>
  Math.round([...text].reduce((sum, letter) => sum + (widthOf.get(letter) ?? 110), 0) / 10)

function hexOf(color: string): string | null {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color) ?? []
  if (digits === undefined) return Object.hasOwn(named, color) ? (named[color] ?? null) : null
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return `#${long.toLowerCase()}`
}

/** Black or white, whichever the eye tells apart better (WCAG relative luminance). */
function inkOn(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#111' : '#fff'
}

export function handle({ query }: Request): Response {
  const label = oneLine(query.label ?? '')
  const message = oneLine(query.message ?? '')
  const hint = '?label=build&message=passing&color=green'
  if (message === '') return bad('"message" is missing', hint)
  if (label.length > 60 || message.length > 60) return bad('a part has at most 60 characters', hint)
  const color = hexOf(query.color ?? 'blue')
  if (color === null)
    return bad('"color" is unknown', `${Object.keys(named).join(', ')} or #rrggbb`)
  const { style = 'flat' } = query
  if (style !== 'flat' && style !== 'square') return bad('"style" is unknown', 'flat or square')

  const left = label === '' ? 0 : measure(label) + 12
  const right = measure(message) + 12
  const name = escapeXml(label === '' ? message : `${label}: ${message}`)
  const words = (text: string, x: number, width: number, ink: string) =>
    `<text x="${x + width / 2}" y="14" fill="${ink}" textLength="${width - 12}">${escapeXml(text)}</text>`
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    `<clipPath id="c"><rect width="${left + right}" height="20" rx="${style === 'flat' ? 3 : 0}"/></clipPath>`,
    `<g clip-path="url(#c)"><rect width="${left}" height="20" fill="#444"/><rect x="${left}" width="${right}" height="20" fill="${color}"/></g>`,
    '<g text-anchor="middle" font-family="Verdana,Geneva,sans-serif" font-size="11">',
    label === '' ? '' : words(label, 0, left, '#fff'),
    words(message, left, right, inkOn(color)),
    '</g></svg>',
  ]
  return { headers: { 'content-type': 'image/svg+xml' }, body: svg.join('') }
}
