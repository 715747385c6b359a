// A counter that is a picture: GET /<name>.svg draws a badge with the number and adds one to it, or
// leaves it as it is with ?step=0. Colours change at thresholds.

const named = new Map([
  ['green', '#2f7d32'],
  ['blue', '#1565c0'],
  ['orange', '#b45309'],
  ['red', '#b91c1c'],
  ['grey', '#555555'],
])

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** About the width of 11 px Verdana; the text is fitted to it, so a wrong guess does not show. */
function widthOf(text: string): number {
  let width = 0
  for (const sign of text)
    width += /[il.,:;'|! ]/.test(sign) ? 4 : /[mwMW]|[\u0250-\u{10ffff}]/u.test(sign) ? 11 : 7
  return width
}

function svgOf(label: string, value: string, colour: string): string {
  const left = widthOf(label) + 10
  const right = widthOf(value) + 10
  const text = (x: number, width: number, content: string) =>
    `<text x="${x}" y="14" textLength="${width - 10}">${escapeXml(content)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escapeXml(`${label}: ${value}`)}">`,
    `<rect width="${left}" height="20" fill="#333"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/>`,
    `<g fill="#fff" font-family="Verdana,sans-serif" font-size="11">${text(5, left, label)}${text(left + 5, right, value)}</g></svg>`,
  ].join('')
}

/** `0:grey,100:blue,1000:green` says the colour from each number on. */
function colourFor(count: number, scale: string): string | null {
  let chosen = '#555555'
  for (const step of scale.split(',')) {
    const [, from, name = ''] = /^(\d{1,9}):(\w+)$/.exec(step) ?? []
    const colour = named.get(name)
    if (colour === undefined) return null
    if (count >= Number(from)) chosen = colour
  }
  return chosen
}

export function handle({ path, query }: Request): Response {
  const [, name] = /^\/([a-z0-9][a-z0-9._-]{0,49})\.(?:svg|json)$/.exec(path) ?? []
  if (name === undefined) return bad('no badge was named', 'GET /my-page.svg or /my-page.json')
  const { label = 'visits', step = '1', scale = '0:blue', style = 'plain' } = query
  if (!/^[^\p{C}]{1,40}$/u.test(label))
    return bad('"label" must be 1 to 40 visible characters', 'visits')
  if (!/^\d{1,3}$/.test(step)) return bad('"step" must be 0 to 999', '0 looks without counting')
  const known = kv.get(name)
  if (known === undefined && step !== '0' && kv.list('', 900).length >= 900)
    return { status: 409, body: { error: 'there are 900 badges', hint: 'use one that exists' } }
  const count = (typeof known === 'number' ? known : 0) + Number(step)
  const colour = colourFor(count, scale)
  if (colour === null)
    return bad('"scale" is none', `0:grey,100:blue with ${[...named.keys()].join(', ')}`)
  if (style !== 'plain' && style !== 'grouped') return bad('"style" is unknown', 'plain or grouped')
  if (step !== '0') kv.set(name, count)
  const value = style === 'plain' ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, ' ')
  if (path.endsWith('.json')) return { body: { name, count, label, value, colour } }
  return { headers: { 'content-type': 'image/svg+xml' }, body: svgOf(label, value, colour) }
}
