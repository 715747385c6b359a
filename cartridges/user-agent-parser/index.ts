// What a User-Agent header says of browser, engine, system and device. A header is a claim, not a proof:
// the order of the tables matters, because browsers carry the names of those they descend from.

type Named = readonly [name: string, pattern: RegExp]

const crawlers: readonly Named[] = [
  ['Googlebot', /Googlebot(?:-\w+)?\/([\d.]+)/],
  ['Bingbot', /bingbot\/([\d.]+)/i],
  ['GPTBot', /GPTBot\/([\d.]+)/],
  ['ClaudeBot', /ClaudeBot\/([\d.]+)/],
  ['Applebot', /Applebot\/([\d.]+)/],
  ['DuckDuckBot', /DuckDuckBot(?:-\w+)?\/([\d.]+)/],
  ['YandexBot', /YandexBot\/([\d.]+)/],
  ['Baiduspider', /Baiduspider(?:\/([\d.]+))?/],
  ['facebookexternalhit', /facebookexternalhit\/([\d.]+)/],
]

const tools: readonly Named[] = [
  ['curl', /^curl\/([\d.]+)/],
  ['Wget', /^Wget\/([\d.]+)/],
  ['python-requests', /^python-requests\/([\d.]+)/],
  ['Go-http-client', /^Go-http-client\/([\d.]+)/],
  ['PostmanRuntime', /^PostmanRuntime\/([\d.]+)/],
  ['okhttp', /^okhttp\/([\d.]+)/],
  ['undici', /^(?:undici|node)(?:\/([\d.]+))?$/],
]

const browsers: readonly Named[] = [
  ['Edge', /Edg(?:e|A|iOS)?\/([\d.]+)/],
  ['Opera', /(?:OPR|OPiOS|Opera)\/([\d.]+)/],
  ['Samsung Internet', /SamsungBrowser\/([\d.]+)/],
  ['Vivaldi', /Vivaldi\/([\d.]+)/],
  ['Yandex Browser', /YaBrowser\/([\d.]+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chrome', /(?:Chrome|CriOS|Chromium)\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari\//],
  ['Internet Explorer', /(?:MSIE |Trident\/.*rv:)([\d.]+)/],
]

const systems: readonly Named[] = [
  ['Windows', /Windows NT ([\d.]+)/],
  ['iPadOS', /iPad;.*? OS ([\d_]+)/],
  ['iOS', /(?:iPhone|iPod).*? OS ([\d_]+)/],
  ['Android', /Android(?: ([\d.]+))?/],
  ['macOS', /Mac OS X ([\d_.]+)/],
  ['ChromeOS', /CrOS \w+ ([\d.]+)/],
  ['Linux', /Linux|X11/],
]

/** Windows writes its kernel's number; from 10 on the number stands still, so 11 reads as 10. */
const windowsNames = new Map([
  ['10.0', '10'],
  ['6.3', '8.1'],
  ['6.2', '8'],
  ['6.1', '7'],
  ['6.0', 'Vista'],
  ['5.1', 'XP'],
])

function find(text: string, table: readonly Named[]) {
  for (const [name, pattern] of table) {
    const found = pattern.exec(text)
    if (found) return { name, version: found[1]?.replaceAll('_', '.') ?? null }
  }
  return null
}

function engineOf(text: string): string | null {
  if (/Trident\/|MSIE /.test(text)) return 'Trident'
  // On Apple's phones every browser is a coat around WebKit, whatever its name.
  if (/(?:iPhone|iPad|iPod).*AppleWebKit\//.test(text)) return 'WebKit'
  if (/(?:Chrome|Chromium)\//.test(text)) return 'Blink'
  if (/AppleWebKit\//.test(text)) return 'WebKit'
  return /Gecko\/\d/.test(text) ? 'Gecko' : null
}

function deviceOf(text: string, os: string | undefined): string {
  if (/SMART-TV|SmartTV|AppleTV|Android TV|HbbTV|Roku/i.test(text)) return 'tv'
  if (os === 'iPadOS' || /Tablet/.test(text)) return 'tablet'
  if (os === 'Android') return /Mobile/.test(text) ? 'phone' : 'tablet'
  if (os === 'iOS' || /Mobile/.test(text)) return 'phone'
  return os === undefined ? 'none' : 'desktop'
}

export function handle({ query, headers, body }: Request): Response {
  const posted = typeof body === 'object' && body !== null && !Array.isArray(body) ? body.ua : body
  const text = posted ?? query.ua ?? headers['user-agent']
  if (typeof text !== 'string' || text.trim() === '' || text.length > 1000)
    return {
      status: 400,
      body: {
        error: 'there is no user agent to read',
        hint: 'GET /?ua=..., POST {"ua": ...} or a User-Agent header, 1 to 1000 characters',
      },
    }
  const crawler = find(text, crawlers)
  const tool = crawler ? null : find(text, tools)
  const browser = find(text, browsers)
  const isRobot = /\b\w*(?:bot|crawler|spider)\b/i.test(text)
  const kind = crawler || isRobot ? 'crawler' : tool ? 'tool' : browser ? 'browser' : 'unknown'
  const named = crawler ?? (isRobot ? null : (tool ?? browser))
  const system = find(text, systems)
  const version = named?.version ?? null
  return {
    body: {
      kind,
      name: named?.name ?? null,
      version,
      major: version === null ? null : Number.parseInt(version, 10),
      engine: engineOf(text),
      os: system?.name ?? null,
      osVersion:
        system?.name === 'Windows'
          ? (windowsNames.get(system.version ?? '') ?? system.version)
          : (system?.version ?? null),
      device: kind === 'crawler' ? 'none' : deviceOf(text, system?.name),
    },
  }
}
