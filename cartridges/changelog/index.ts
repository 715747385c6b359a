// CHANGELOG.md in the form of keepachangelog.com. Its counterpart is the cartridge changelog-json.

type JsonObject = { readonly [key: string]: Json }
type Release = {
  readonly version: string
  readonly order: readonly number[]
  readonly text: string
}

class BadInput extends Error {}

const kinds = ['added', 'changed', 'deprecated', 'removed', 'fixed', 'security']

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One bullet: Markdown stays, raw HTML does not, further lines are indented to stay in the bullet. */
function bullet(change: Json): string {
  if (typeof change !== 'string' || change.trim() === '' || change.length > 2000)
    throw new BadInput('a change must be text of 1 to 2000 characters')
  const safe = change.trim().replace(/<(?=[a-z!/?])/gi, '\\<')
  return `- ${safe
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n  ')}`
}

function sections(changes: Json | undefined, version: string): string[] {
  if (!isObject(changes)) throw new BadInput(`${version}: "changes" must be an object of lists`)
  const unknown = Object.keys(changes).find((kind) => !kinds.includes(kind))
  if (unknown !== undefined)
    throw new BadInput(
      `${version}: "${unknown.slice(0, 40)}" is no kind of change: ${kinds.join(', ')}`,
    )
  return kinds.flatMap((kind) => {
    const list = changes[kind] ?? []
    if (!Array.isArray(list) || list.length > 200)
      throw new BadInput(`${version}: "${kind}" must be a list of at most 200`)
    if (list.length === 0) return []
    return [`### ${kind[0]?.toUpperCase()}${kind.slice(1)}\n\n${list.map(bullet).join('\n')}`]
  })
}

function readRelease(item: Json): Release {
  if (!isObject(item) || typeof item.version !== 'string')
    throw new BadInput('a release needs a "version"')
  const { version, date, yanked = false } = item
  const [, ...numbers] = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[0-9A-Za-z.-]+)?$/.exec(version) ?? []
  const isOpen = version === 'unreleased'
  if (!isOpen && numbers.length === 0)
    throw new BadInput(`"${version.slice(0, 40)}" is no version like 1.2.3 and not "unreleased"`)
  if (
    date !== undefined &&
    !(typeof date === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date))
  )
    throw new BadInput(`${version}: "date" must be like 2026-11-20`)
  if (!isOpen && date === undefined) throw new BadInput(`${version}: a release needs its "date"`)
  const heading = isOpen
    ? '## [Unreleased]'
    : `## [${version}] - ${date}${yanked === true ? ' [YANKED]' : ''}`
  const [major, minor, patch, pre] = numbers
  const order = isOpen
    ? [Number.MAX_VALUE]
    : [Number(major), Number(minor), Number(patch), pre === undefined ? 1 : 0]
  return { version, order, text: [heading, ...sections(item.changes, version)].join('\n\n') }
}

function newestFirst(a: Release, b: Release): number {
  for (const [index, number] of b.order.entries()) {
    const difference = number - (a.order[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.version < b.version ? 1 : -1
}

/** `[1.1.0]: .../compare/v1.0.0...v1.1.0` for every release, the oldest to its tag. */
function links(releases: readonly Release[], repository: string): string {
  const tag = (version: string) => (version === 'unreleased' ? 'HEAD' : `v${version}`)
  return releases
    .map(({ version }, index) => {
      const older = releases[index + 1]
      const path = older
        ? `compare/${tag(older.version)}...${tag(version)}`
        : `releases/tag/${tag(version)}`
      return `[${version === 'unreleased' ? 'Unreleased' : version}]: ${repository}/${path}`
    })
    .join('\n')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"releases": [{"version": "1.0.0", "date": "2026-11-20", "changes": {"added": ["..."]}}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { title = 'Changelog', repository = '', releases: given } = body
    if (typeof title !== 'string' || !/^[^\n<]{1,100}$/.test(title))
      throw new BadInput('"title" must be one line of at most 100 characters')
    if (typeof repository !== 'string' || !/^(https:\/\/[^\s<>()]+)?$/.test(repository))
      throw new BadInput('"repository" must be an https address')
    if (!Array.isArray(given) || given.length === 0 || given.length > 200)
      throw new BadInput('"releases" must be a list of 1 to 200')
    const releases = given.map(readRelease).sort(newestFirst)
    const twice = releases.find(({ version }, index) => releases[index + 1]?.version === version)
    if (twice) throw new BadInput(`version ${twice.version} is there twice`)
    const parts = [
      `# ${title}`,
      ...releases.map(({ text }) => text),
      ...(repository ? [links(releases, repository.replace(/\/$/, ''))] : []),
    ]
    return {
      headers: { 'content-type': 'text/markdown; charset=utf-8' },
      body: `${parts.join('\n\n')}\n`,
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
