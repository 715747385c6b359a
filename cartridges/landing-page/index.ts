// A landing page and an opinion on its words. The opinion is a list of plain rules, not taste.

type JsonObject = { readonly [key: string]: Json }
type Copy = {
  product: string
  headline: string
  sub: string
  label: string
  url: string
  reasons: [string, string][]
  quotes: [string, string][]
}

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function text(from: JsonObject, name: string, most: number, least = 1): string {
  const value = from[name] ?? ''
  if (typeof value !== 'string' || value.length > most || value.trim().length < least)
    throw new BadInput(`"${name}" must be text of ${least} to ${most} characters`)
  return value.trim()
}

function pairs(
  body: JsonObject,
  list: string,
  most: number,
  first: string,
  second: string,
): [string, string][] {
  const value = body[list] ?? []
  if (!Array.isArray(value) || value.length > most || !value.every(isObject))
    throw new BadInput(`"${list}" must be a list of at most ${most} objects`)
  return value.map((item) => [text(item, first, 300), text(item, second, 300)])
}

const wordsIn = (value: string) => value.split(/\s+/).filter(Boolean).length

function review({ product, headline, sub, label, reasons, quotes }: Copy) {
  const rules: readonly (readonly [kept: boolean, advice: string])[] = [
    [wordsIn(headline) <= 10, `the headline has ${wordsIn(headline)} words; ten are enough`],
    [
      !/\b(best|world-class|revolutionary|leading|ultimate|synergy|innovative)\b/i.test(
        `${headline} ${sub}`,
      ),
      'say what it does instead of praising it',
    ],
    [!/!{2,}|[A-Z]{6,}/.test(headline), 'the headline shouts'],
    [wordsIn(label) <= 4, 'the button says more than four words'],
    [
      !/^(submit|click here|learn more|ok)$/i.test(label),
      `"${label}" does not say what happens next`,
    ],
    [sub !== '', 'add a second line that says for whom it is'],
    [reasons.length >= 2, 'give at least two reasons'],
    [reasons.every(([, reason]) => wordsIn(reason) <= 30), 'a reason is longer than thirty words'],
    [quotes.length > 0, 'let somebody else speak for it'],
    [product.length <= 20, 'the name of the product is long'],
  ]
  const broken = rules.filter(([kept]) => !kept).map(([, advice]) => advice)
  return {
    score: Math.round((100 * (rules.length - broken.length)) / rules.length),
    advice: broken,
  }
}

/** Black or white on the colour, and the colour darkened until it reads on white (4.5 to 1). */
function theme(color: string): { ink: string; link: string } {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const luminance = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) =>
      value / 255 <= 0.04045 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  let link = channels
  while (1.05 / (luminance(link) + 0.05) < 4.5) link = link.map((value) => Math.floor(value * 0.93))
  const hex = `#${link.map((value) => value.toString(16).padStart(2, '0')).join('')}`
  return { ink: luminance(channels) > 0.179 ? '#000' : '#fff', link: hex }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"product", "headline", "action": {"label": "Get one", "url": "/buy"}, "reasons": [{"title", "text"}], "color": "#2457d6"}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { action, color = '#2457d6' } = body
    if (!isObject(action)) throw new BadInput('"action" must be {label, url}')
    if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color))
      throw new BadInput('"color" must be like #2457d6')
    const url = text(action, 'url', 500)
    if (!/^(\/(?!\/)|#|https?:\/\/|mailto:)\S*$/.test(url))
      throw new BadInput('"url" must be a path, an http address or mailto:')
    const copy: Copy = {
      product: text(body, 'product', 60),
      headline: text(body, 'headline', 160),
      sub: text(body, 'sub', 300, 0),
      label: text(action, 'label', 60),
      url,
      reasons: pairs(body, 'reasons', 6, 'title', 'text'),
      quotes: pairs(body, 'quotes', 3, 'text', 'by'),
    }
    const { ink, link } = theme(color)
    const parts: { readonly [name: string]: string } = {
      product: escapeHtml(copy.product),
      headline: escapeHtml(copy.headline),
      sub: copy.sub && `<p class="sub">${escapeHtml(copy.sub)}</p>`,
      button: `<a class="button" href="${escapeHtml(url)}">${escapeHtml(copy.label)}</a>`,
      reasons: copy.reasons
        .map(
          ([title, reason]) => `<li><h2>${escapeHtml(title)}</h2><p>${escapeHtml(reason)}</p></li>`,
        )
        .join(''),
      quotes: copy.quotes
        .map(
          ([quote, by]) =>
            `<blockquote><p>${escapeHtml(quote)}</p><cite>${escapeHtml(by)}</cite></blockquote>`,
        )
        .join(''),
      theme: `--color: ${color}; --ink: ${ink}; --link: ${link}`,
    }
    return {
      body: {
        html: page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? ''),
        ...review(copy),
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
