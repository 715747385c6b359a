// A profile card whose picture is drawn from the name: five by five cells, left and right alike, in a colour
// that stands out from white.

type JsonObject = { readonly [key: string]: Json }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** 32 well-mixed bits of a text (murmur's finaliser over FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** A hue of the hash, darkened until white reads on it with 4.5 to 1. */
function colorOf(seed: number): string {
  const hue = seed % 360
  for (let lightness = 50; ; lightness--) {
    const chroma = (1 - Math.abs((2 * lightness) / 100 - 1)) * 0.6
    const channels = [0, 8, 4].map((shift) => {
      const at = (shift + hue / 30) % 12
      return lightness / 100 - (chroma / 2) * Math.max(-1, Math.min(at - 3, 9 - at, 1))
    })
    const [r = 0, g = 0, b = 0] = channels.map((value) =>
      value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
    )
    if (1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) < 4.5) continue
    return `#${channels
      .map((value) =>
        Math.round(value * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
  }
}

function identicon(seed: number, color: string): string {
  const cells = Array.from({ length: 15 }, (_, index) => index)
    .filter((index) => (seed >>> index) & 1)
    .flatMap((index) => {
      const [column, row] = [Math.floor(index / 5), index % 5]
      return column === 2
        ? [[2, row]]
        : [
            [column, row],
            [4 - column, row],
          ]
    })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 6 6" width="64" height="64" aria-hidden="true"><rect x="-0.5" y="-0.5" width="6" height="6" fill="#f1f3f6"/><path fill="${color}" d="${cells.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join('')}"/></svg>`
}

function initials(name: string, color: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true"><circle cx="32" cy="32" r="32" fill="${color}"/><text x="32" y="41" text-anchor="middle" font-family="system-ui,sans-serif" font-size="26" fill="#fff">${escapeHtml(letters || '?')}</text></svg>`
}

/** 12345 -> 12.3k, never rounded up into what is not there. */
function short(value: number): string {
  const [size, suffix] = (
    [
      [1e9, 'G'],
      [1e6, 'M'],
      [1e3, 'k'],
    ] as const
  ).find(([limit]) => value >= limit) ?? [1, '']
  return size === 1 ? String(value) : `${Math.floor((value / size) * 10) / 10}${suffix}`
}

function dayOf(value: Json | undefined): number | null {
  const ms =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? null : ms / 86_400_000
}

function since(days: number): string {
  if (days < 31) return 'Joined this month'
  const [count, unit] =
    days < 365 ? [Math.floor(days / 30.44), 'month'] : [Math.floor(days / 365.25), 'year']
  return `Here for ${Math.max(1, count)} ${unit}${count > 1 ? 's' : ''}`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"name": "Ada Lovelace", "handle": "ada", "bio": "...", "counts": {"followers": 12345}, "joined": "2020-01-01", "today": "2026-11-20"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const {
    name,
    handle: account = '',
    bio = '',
    avatar = 'identicon',
    joined,
    today,
    counts = {},
    url = '',
  } = body
  if (typeof name !== 'string' || name.trim() === '' || name.length > 80)
    return bad('"name" must be text of 1 to 80 characters', hint)
  if (typeof account !== 'string' || !/^[\w.-]{0,40}$/.test(account))
    return bad('"handle" must be letters, digits, dots and dashes', hint)
  if (typeof bio !== 'string' || bio.length > 300)
    return bad('"bio" must be text of at most 300 characters', hint)
  if (avatar !== 'identicon' && avatar !== 'initials')
    return bad('"avatar" is unknown', 'identicon or initials')
  if (typeof url !== 'string' || !/^((https?:\/\/|\/(?!\/))\S{1,500})?$/.test(url))
    return bad('"url" must be a path or http address', hint)
  const [from, to] = [dayOf(joined), dayOf(today)]
  if (joined !== undefined && (from === null || to === null || to < from))
    return bad('"joined" needs "today", both days like 2026-11-20 in order', hint)
  if (!isObject(counts) || Object.keys(counts).length > 4)
    return bad('"counts" must be an object of at most 4 numbers', hint)
  for (const [key, value] of Object.entries(counts))
    if (key.length > 20 || !Number.isSafeInteger(value) || Number(value) < 0)
      return bad(`the count "${key.slice(0, 20)}" must be a whole number`, hint)

  const seed = hash((account || name.trim()).toLowerCase())
  const color = colorOf(seed)
  const svg = avatar === 'identicon' ? identicon(hash(`${seed}`), color) : initials(name, color)
  const shown =
    url === ''
      ? `<b class="p-name">${escapeHtml(name.trim())}</b>`
      : `<a class="p-name u-url" href="${escapeHtml(url)}">${escapeHtml(name.trim())}</a>`
  const parts = [
    svg,
    `<p>${shown}${account && ` <span class="p-nickname">@${account}</span>`}</p>`,
    bio && `<p class="p-note">${escapeHtml(bio)}</p>`,
    Object.keys(counts).length > 0
      ? `<dl>${Object.entries(counts)
          .map(([key, value]) => `<dt>${escapeHtml(key)}</dt><dd>${short(Number(value))}</dd>`)
          .join('')}</dl>`
      : '',
    from !== null && to !== null ? `<p>${since(to - from)}</p>` : '',
  ]
  return {
    body: {
      html: `<article class="h-card">${parts.filter(Boolean).join('')}</article>`,
      svg,
      color,
    },
  }
}
