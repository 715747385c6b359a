// CHANGELOG.md to JSON. What does not follow the form of keepachangelog.com is not guessed at but
// reported with its line.

type JsonObject = { readonly [key: string]: Json }
type Release = {
  version: string
  date: string | null
  yanked: boolean
  link: string | null
  changes: Map<string, string[]>
}

const kinds = ['added', 'changed', 'deprecated', 'removed', 'fixed', 'security']
const maxLength = 60_000

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function read(markdown: string) {
  const releases: Release[] = []
  const links = new Map<string, string>()
  const problems: { line: number; message: string }[] = []
  let title: string | null = null
  let items: string[] | null = null
  let isFenced = false

  for (const [index, line] of markdown.split(/\r\n?|\n/).entries()) {
    const report = (message: string) => {
      if (problems.length < 50) problems.push({ line: index + 1, message })
    }
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced
    const [, mark = '', heading = ''] = (!isFenced && /^(#{1,3})\s+(.*?)\s*#*$/.exec(line)) || []
    const release = releases.at(-1)
    if (mark === '#') title ??= heading
    else if (mark === '##') {
      const [, version, date, yanked] =
        /^\[?([^\]\s]+)\]?(?:\([^)]*\))?(?:\s+[-–—]\s+(\S+))?(?:\s+(\[YANKED\]))?$/i.exec(
          heading,
        ) ?? []
      items = null
      if (version === undefined) report(`"${heading.slice(0, 60)}" is no heading of a release`)
      else {
        const isDay = date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date)
        if (date !== undefined && !isDay) report(`"${date.slice(0, 30)}" is no day like 2026-11-20`)
        if (releases.some((other) => other.version === version))
          report(`version ${version.slice(0, 30)} is there twice`)
        releases.push({
          version,
          date: isDay ? date : null,
          yanked: yanked !== undefined,
          link: null,
          changes: new Map(),
        })
      }
    } else if (mark === '###') {
      const kind = heading.toLowerCase()
      items = null
      if (!release) report('changes before the first release')
      else {
        if (!kinds.includes(kind)) report(`"${heading.slice(0, 30)}" is no usual kind of change`)
        items = release.changes.get(kind) ?? []
        release.changes.set(kind, items)
      }
    } else {
      const [, label, url] = /^\[([^\]]+)\]:\s*(\S+)$/.exec(line) ?? []
      const [, text] = /^[-*+]\s+(.*)$/.exec(line) ?? []
      const last = items?.length ?? 0
      if (label !== undefined && url !== undefined) links.set(label.toLowerCase(), url)
      else if (text !== undefined && items) items.push(text)
      else if (text !== undefined && release) report('a change outside of any kind')
      else if (items && last > 0 && /^\s{2,}\S/.test(line))
        items[last - 1] = `${items[last - 1]}\n${line.trim()}`
    }
  }
  for (const release of releases) release.link = links.get(release.version.toLowerCase()) ?? null
  return { title, releases, problems }
}

export function handle({ body }: Request): Response {
  const hint = 'POST the Markdown as text, or {"markdown": "...", "since": "1.0.0"}'
  const given = typeof body === 'string' ? { markdown: body } : body
  if (!isObject(given)) return bad('no changelog was sent', hint)
  const { markdown, since } = given as JsonObject
  if (typeof markdown !== 'string' || markdown.length > maxLength)
    return bad(`"markdown" must be text of at most ${maxLength} characters`, hint)
  const { title, releases, problems } = read(markdown)
  if (releases.length === 0)
    return bad(
      'there is no release in it',
      'a release begins with a line like "## [1.0.0] - 2026-11-20"',
    )
  const end =
    since === undefined ? releases.length : releases.findIndex(({ version }) => version === since)
  if (end === -1)
    return bad('"since" is no version of this changelog', `the newest is ${releases[0]?.version}`)
  const found = releases
    .slice(0, end)
    .map(({ changes, ...release }) => ({ ...release, changes: Object.fromEntries(changes) }))
  return { body: { title, releases: found, problems } }
}
