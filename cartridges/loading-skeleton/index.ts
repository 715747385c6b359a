// Loading placeholders from a small language: shape = name ["(" shape {"," shape} ")"] [width] ["*" count].

type Piece = { name: string; width: number | null; children: Piece[] }

class BadInput extends Error {}

const boxes = new Set(['row', 'column', 'card'])
const leaves: { readonly [name: string]: string } = {
  line: 'height:1em',
  title: 'height:1.6em;width:60%',
  avatar: 'width:3em;height:3em;border-radius:50%;flex:none',
  button: 'width:6em;height:2.2em;border-radius:6px',
  image: 'aspect-ratio:16/9',
}
const maxPieces = 200

/** Reads the whole text or says at which character it stopped making sense. */
function parse(text: string): Piece[] {
  const tokens = [...text.matchAll(/\s*(?:([a-z]+)|(\d{1,3})%|\*(\d{1,2})|([(),])|(\S))/gy)]
  let at = 0
  let count = 0
  const fail = (what: string): never => {
    throw new BadInput(`${what} at character ${(tokens[at]?.index ?? text.length) + 1}`)
  }
  const accept = (sign: string) => {
    if (tokens[at]?.[4] !== sign) return false
    at++
    return true
  }
  const list = (depth: number): Piece[] => {
    const pieces = shape(depth)
    while (accept(',')) pieces.push(...shape(depth))
    return pieces
  }
  const shape = (depth: number): Piece[] => {
    const name = tokens[at]?.[1] ?? fail('a shape is missing')
    if (!boxes.has(name) && !Object.hasOwn(leaves, name)) fail(`"${name.slice(0, 20)}" is no shape`)
    if (depth > 8) fail('shapes nest deeper than 8')
    at++
    let children: Piece[] = []
    if (boxes.has(name)) {
      if (!accept('(')) fail(`${name} needs (`)
      children = list(depth + 1)
      if (!accept(')')) fail('a ) is missing')
    }
    const width = tokens[at]?.[2] === undefined ? null : Number(tokens[at++]?.[2])
    if (width !== null && (width < 1 || width > 100)) fail('a width is from 1% to 100%')
    const times = tokens[at]?.[3] === undefined ? 1 : Number(tokens[at++]?.[3])
    if (times < 1) fail('a count is at least 1')
    count += times
    if (count > maxPieces) fail(`more than ${maxPieces} pieces`)
    return Array.from({ length: times }, () => ({ name, width, children }))
  }
  const pieces = list(1)
  if (at < tokens.length) fail('something is left over')
  return pieces
}

function draw({ name, width, children }: Piece): string {
  const size = width === null ? '' : `width:${width}%`
  if (!boxes.has(name)) return `<i style="${[leaves[name], size].filter(Boolean).join(';')}"></i>`
  return `<div class="${name}"${size && ` style="${size}"`}>${children.map(draw).join('')}</div>`
}

function style(theme: string): string {
  const [base, shine] = theme === 'dark' ? ['#2a2e37', '#3a4050'] : ['#e4e7eb', '#f3f5f7']
  return [
    `.skeleton div{display:flex;gap:.7em}.skeleton .column,.skeleton .card{flex-direction:column;flex:1}.skeleton .card{border:1px solid ${base};border-radius:8px;padding:1em}`,
    `.skeleton i{display:block;width:100%;border-radius:4px;background:${base} linear-gradient(90deg,transparent,${shine},transparent) no-repeat -10em 0/10em 100%;animation:skeleton 1.4s linear infinite}`,
    '@keyframes skeleton{to{background-position:calc(100% + 10em) 0}}@media (prefers-reduced-motion:reduce){.skeleton i{animation:none}}',
  ].join('')
}

export function handle({ query }: Request): Response {
  const { shape = '', repeat = '1', theme = 'light' } = query
  const hint = '?shape=row(avatar, column(line 40%, line*2))&repeat=3&theme=dark'
  try {
    if (shape.trim() === '' || shape.length > 500)
      throw new BadInput('"shape" must have 1 to 500 characters')
    if (!/^([1-9]|1\d|20)$/.test(repeat)) throw new BadInput('"repeat" must be from 1 to 20')
    if (theme !== 'light' && theme !== 'dark') throw new BadInput('"theme" must be light or dark')
    const pieces = parse(shape).map(draw).join('').repeat(Number(repeat))
    const html = `<div class="skeleton" role="status" aria-label="Loading"><style>${style(theme)}</style><div class="column" aria-hidden="true">${pieces}</div></div>`
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
