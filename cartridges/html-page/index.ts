// A whole HTML document from blocks. Everything a block says is text; two marks inside of it are known.

type JsonObject = { readonly [key: string]: Json }

class BadInput extends Error {}

const styles: { readonly [name: string]: string } = {
  plain:
    'body{font:1.05rem/1.65 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}img{max-width:100%}pre{overflow:auto;background:#f4f4f4;padding:1rem}td,th{border:1px solid #ccc;padding:.3rem .6rem}table{border-collapse:collapse}',
  serif:
    'body{font:1.15rem/1.7 Georgia,serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color:#222}img{max-width:100%}blockquote{font-style:italic}td,th{padding:.3rem .8rem;text-align:left}',
  none: '',
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const inline = (text: string) =>
  escapeHtml(text).replace(/`([^`]+)`|\*([^*\s](?:[^*]*[^*\s])?)\*/g, (_, code, strong) =>
    code === undefined ? `<em>${strong}</em>` : `<code>${code}</code>`,
  )

function text(from: JsonObject, name: string, where: string, most = 10_000): string {
  const value = from[name]
  if (typeof value !== 'string' || value.trim() === '' || value.length > most)
    throw new BadInput(`${where}.${name} must be text of 1 to ${most} characters`)
  return value.trim()
}

function texts(value: Json | undefined, where: string): string[] {
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    value.length > 200 ||
    !value.every((item) => typeof item === 'string')
  )
    throw new BadInput(`${where} must be a list of 1 to 200 texts`)
  return value
}

function address(value: string, where: string): string {
  if (!/^(https?:\/\/|\/(?!\/))\S*$/.test(value))
    throw new BadInput(`${where} must be an http address or a path`)
  return escapeHtml(value)
}

function table(value: Json | undefined, where: string): string {
  if (!Array.isArray(value) || value.length === 0 || value.length > 200)
    throw new BadInput(`${where}.rows must be a list of 1 to 200 rows`)
  const rows = value.map((row, index) => texts(row, `${where}.rows[${index}]`))
  const columns = rows[0]?.length ?? 0
  if (rows.some((row) => row.length !== columns))
    throw new BadInput(`${where}.rows must all have ${columns} cells`)
  const lines = rows.map(
    (row, index) =>
      `<tr>${row.map((cell) => (index === 0 ? `<th scope="col">${inline(cell)}</th>` : `<td>${inline(cell)}</td>`)).join('')}</tr>`,
  )
  return `<table>${lines.join('')}</table>`
}

function blockHtml(block: Json, index: number, last: { level: number }): string {
  const where = `blocks[${index}]`
  if (!isObject(block)) throw new BadInput(`${where} must be an object`)
  switch (block.type) {
    case 'h2':
    case 'h3': {
      const level = Number(block.type.slice(1))
      if (level > last.level + 1)
        throw new BadInput(`${where} is an ${block.type} without an h${level - 1} before it`)
      last.level = level
      return `<${block.type}>${inline(text(block, 'text', where, 300))}</${block.type}>`
    }
    case 'p':
      return `<p>${inline(text(block, 'text', where)).replaceAll('\n', '<br>')}</p>`
    case 'quote':
      return `<blockquote><p>${inline(text(block, 'text', where))}</p></blockquote>`
    case 'code':
      return `<pre><code>${escapeHtml(text(block, 'text', where))}</code></pre>`
    case 'ul':
    case 'ol':
      return `<${block.type}>${texts(block.items, `${where}.items`)
        .map((item) => `<li>${inline(item)}</li>`)
        .join('')}</${block.type}>`
    case 'table':
      return table(block.rows, where)
    case 'image': {
      if (typeof block.alt !== 'string')
        throw new BadInput(`${where}.alt must say what the image shows; "" for decoration`)
      return `<img src="${address(text(block, 'src', where, 1000), `${where}.src`)}" alt="${escapeHtml(block.alt.slice(0, 300))}">`
    }
    case 'hr':
      return '<hr>'
    default:
      throw new BadInput(
        `${where}.type is unknown: h2, h3, p, ul, ol, quote, code, image, table, hr`,
      )
  }
}

function document(body: JsonObject): string {
  const { lang = 'en', style = 'plain', blocks } = body
  const title = escapeHtml(text(body, 'title', 'body', 150))
  if (typeof lang !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang))
    throw new BadInput('"lang" must be a language tag like en or pt-BR')
  const css = typeof style === 'string' && Object.hasOwn(styles, style) ? styles[style] : undefined
  if (css === undefined) throw new BadInput('"style" must be plain, serif or none')
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 500)
    throw new BadInput('"blocks" must be a list of 1 to 500')
  const description =
    body.description === undefined ? '' : escapeHtml(text(body, 'description', 'body', 300))
  const meta = (key: string, name: string, content: string) =>
    content === '' ? '' : `<meta ${key}="${name}" content="${content}">`
  const last = { level: 1 }
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${title}</title>`,
    meta('name', 'description', description),
    meta('property', 'og:title', title),
    meta('property', 'og:description', description),
    meta(
      'property',
      'og:url',
      body.url === undefined ? '' : address(text(body, 'url', 'body', 1000), '"url"'),
    ),
    meta(
      'property',
      'og:image',
      body.image === undefined ? '' : address(text(body, 'image', 'body', 1000), '"image"'),
    ),
    css && `<style>${css}</style>`,
  ]
  const main = blocks.map((block, index) => blockHtml(block, index, last))
  return `<!doctype html>\n<html lang="${lang}">\n<head>\n${head.filter(Boolean).join('\n')}\n</head>\n<body>\n<h1>${title}</h1>\n${main.join('\n')}\n</body>\n</html>\n`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title": "Lamps", "blocks": [{"type": "p", "text": "..."}, {"type": "ul", "items": ["..."]}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: document(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
