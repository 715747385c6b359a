// A type scale that flows between two window widths. Sizes are in rem and vw together: with vw alone a
// reader could not enlarge the text.

const ratios: { readonly [name: string]: number } = {
  'minor-second': 1.067,
  'major-second': 1.125,
  'minor-third': 1.2,
  'major-third': 1.25,
  'perfect-fourth': 1.333,
  'augmented-fourth': Math.SQRT2,
  'perfect-fifth': 1.5,
  golden: 1.618,
}
const stacks: { readonly [name: string]: string } = {
  system: 'system-ui, sans-serif',
  serif: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
  humanist:
    'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
  mono: 'ui-monospace, "Cascadia Code", "Source Code Pro", Menlo, Consolas, "DejaVu Sans Mono", monospace',
}
const names: readonly (readonly [step: number, name: string, selector: string])[] = [
  [-1, 'small', 'small, figcaption'],
  [0, 'body', 'body'],
  [1, 'h4', 'h4'],
  [2, 'h3', 'h3'],
  [3, 'h2', 'h2'],
  [4, 'h1', 'h1'],
]
const [narrow, wide] = [360, 1240]

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const trim = (value: number, places = 4) => String(Number(value.toFixed(places)))

function pixels(text: string): number | null {
  return /^\d{2}(\.\d{1,2})?$/.test(text) && Number(text) >= 14 && Number(text) <= 24
    ? Number(text)
    : null
}

/** The line through both sizes, held at its ends. */
function flow(low: number, high: number): string {
  if (low === high) return `${trim(low / 16)}rem`
  const slope = (high - low) / (wide - narrow)
  const start = low - slope * narrow
  return `clamp(${trim(Math.min(low, high) / 16)}rem, ${trim(start / 16)}rem + ${trim(slope * 100)}vw, ${trim(Math.max(low, high) / 16)}rem)`
}

/** Large text needs less leading; every line height is a multiple of a quarter of the baseline of the body. */
function lineHeight(size: number, body: number): number {
  const ideal = size <= body ? 1.5 : Math.max(1.1, 1.5 - 0.16 * Math.log2(size / body))
  const unit = (body * 1.5) / 4
  return (Math.max(1, Math.round((size * ideal) / unit)) * unit) / size
}

export function handle({ query }: Request): Response {
  const {
    base: givenBase = '16',
    large: givenLarge = '19',
    ratio: givenRatio = 'major-third',
    stack = 'system',
    format = 'css',
  } = query
  const [base, large] = [pixels(givenBase), pixels(givenLarge)]
  if (base === null || large === null)
    return bad('"base" and "large" must be pixels from 14 to 24', '?base=16&large=19')
  const ratio = Object.hasOwn(ratios, givenRatio)
    ? (ratios[givenRatio] ?? 0)
    : /^[12](\.\d{1,4})?$/.test(givenRatio)
      ? Number(givenRatio)
      : 0
  if (ratio < 1.05 || ratio > 2)
    return bad(
      '"ratio" is unknown',
      `a number from 1.05 to 2, or ${Object.keys(ratios).join(', ')}`,
    )
  const family = Object.hasOwn(stacks, stack) ? stacks[stack] : undefined
  if (family === undefined) return bad('"stack" is unknown', Object.keys(stacks).join(', '))
  if (format !== 'css' && format !== 'json') return bad('"format" is unknown', 'css or json')

  const steps = names.map(([step, name, selector]) => {
    const [low, high] = [base * ratio ** step, large * ratio ** step]
    const leading = lineHeight(high, large)
    return {
      name,
      selector,
      minPx: Number(trim(low, 2)),
      maxPx: Number(trim(high, 2)),
      size: flow(low, high),
      lineHeight: Number(trim(leading, 3)),
    }
  })
  const [small, , , , , top] = steps
  const advice = [
    ...((small?.minPx ?? 0) < 12
      ? [`small text is ${small?.minPx} px on small screens: below 12 it is hard to read`]
      : []),
    ...((top?.minPx ?? 0) > 48
      ? [`the largest heading has ${top?.minPx} px on small screens: few words fit a line`]
      : []),
    ...(large < base ? ['text shrinks on large screens, where people sit farther away'] : []),
    ...(ratio < 1.15 ? ['neighbouring sizes hardly differ: use weight or colour as well'] : []),
  ]
  if (format === 'json') return { body: { ratio, steps, advice } }
  const properties = steps.map(({ name, size }) => `  --size-${name}: ${size};`)
  const rules = steps.map(
    ({ name, selector, lineHeight: leading }) =>
      `${selector} { font-size: var(--size-${name}); line-height: ${leading} }`,
  )
  const lines = [
    ...advice.map((text) => `/* ${text} */`),
    `:root {\n  --font: ${family};\n${properties.join('\n')}\n}`,
    'body { font-family: var(--font); text-rendering: optimizeLegibility }',
    ...rules,
    'p, li { max-width: 66ch; text-wrap: pretty }',
    'h1, h2, h3 { text-wrap: balance }',
  ]
  return { headers: { 'content-type': 'text/css; charset=utf-8' }, body: `${lines.join('\n')}\n` }
}
