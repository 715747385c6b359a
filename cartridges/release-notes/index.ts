// Release notes from Conventional Commits. What does not follow the form is listed, not guessed at.

type JsonObject = { readonly [key: string]: Json }
type Change = {
  type: string
  scope: string
  text: string
  breaking: string | null
  hash: string
  author: string
}

class BadInput extends Error {}

const headings: { readonly [type: string]: string } = {
  feat: 'Features',
  fix: 'Fixes',
  perf: 'Speed',
  docs: 'Documentation',
  refactor: 'Inner changes',
  revert: 'Taken back',
}
/** Known, but of no interest to users. */
const silent = new Set(['chore', 'ci', 'build', 'test', 'style'])

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const plain = (text: string) =>
  text
    .replace(/[\\`*_~[\]<>|]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim()

function readCommit(item: Json, index: number): { message: string; hash: string; author: string } {
  const { message, hash = '', author = '' } = isObject(item) ? item : { message: item }
  if (typeof message !== 'string' || message.trim() === '' || message.length > 5000)
    throw new BadInput(`commits[${index}] must have a message of 1 to 5000 characters`)
  if (typeof hash !== 'string' || !/^([0-9a-f]{7,64})?$/.test(hash))
    throw new BadInput(`commits[${index}].hash must be hexadecimal`)
  if (typeof author !== 'string' || author.length > 100)
    throw new BadInput(`commits[${index}].author must be text of at most 100 characters`)
  return { message: message.trim(), hash, author }
}

/** `type(scope)!: text`, with `BREAKING CHANGE:` in a footer saying more. */
function parse({ message, hash, author }: ReturnType<typeof readCommit>): Change | null {
  const [head = '', ...rest] = message.split(/\r?\n/)
  const [, type = '', scope = '', mark = '', text = ''] =
    /^([a-zA-Z]+)(?:\(([^()]+)\))?(!)?:\s+(.+)$/.exec(head) ?? []
  const name = type.toLowerCase()
  if (!Object.hasOwn(headings, name) && !silent.has(name)) return null
  const footer = /(?:^|\n)BREAKING[ -]CHANGE:\s*([\s\S]+?)(?:\n\n|\n[A-Z][\w-]+: |$)/.exec(
    rest.join('\n'),
  )?.[1]
  return { type: name, scope, text, breaking: footer?.trim() ?? (mark ? text : null), hash, author }
}

function bumpOf(changes: readonly Change[], major: number): 'major' | 'minor' | 'patch' | 'none' {
  if (changes.some(({ breaking }) => breaking !== null)) return major === 0 ? 'minor' : 'major'
  if (changes.some(({ type }) => type === 'feat')) return 'minor'
  return changes.some(({ type }) => type === 'fix' || type === 'perf' || type === 'revert')
    ? 'patch'
    : 'none'
}

function lineOf({ scope, text, hash }: Change, repository: string): string {
  const linked = plain(text).replace(/(?<![\w&])#(\d{1,9})\b/g, (issue, number) =>
    repository ? `[#${number}](${repository}/issues/${number})` : issue,
  )
  const commit =
    hash === ''
      ? ''
      : repository
        ? ` ([${hash.slice(0, 7)}](${repository}/commit/${hash}))`
        : ` (${hash.slice(0, 7)})`
  return `- ${scope ? `**${plain(scope)}**: ` : ''}${linked}${commit}`
}

function write(changes: readonly Change[], version: string, repository: string): string {
  const breaking = changes.filter((change) => change.breaking !== null)
  const byScope = (a: Change, b: Change) => (a.scope === b.scope ? 0 : a.scope < b.scope ? -1 : 1)
  const sections = Object.entries(headings).flatMap(([type, heading]) => {
    const members = changes.filter((change) => change.type === type).sort(byScope)
    return members.length === 0
      ? []
      : [`## ${heading}\n\n${members.map((change) => lineOf(change, repository)).join('\n')}`]
  })
  const authors = [...new Set(changes.map(({ author }) => author).filter(Boolean))].sort()
  return [
    `# ${version}`,
    ...(breaking.length === 0
      ? []
      : [
          `## Breaking\n\n${breaking.map((change) => `- ${change.scope ? `**${plain(change.scope)}**: ` : ''}${plain(change.breaking ?? '')}`).join('\n')}`,
        ]),
    ...sections,
    ...(authors.length === 0 ? [] : [`Thanks to ${authors.map(plain).join(', ')}.`]),
  ].join('\n\n')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"version": "1.4.2", "commits": ["feat(lamp): dim to zero", {"message": "fix: ...", "hash": "...", "author": "Ada"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { version, repository = '', commits: given } = body
    const [, major, minor, patch] =
      (typeof version === 'string' && /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(version)) || []
    if (major === undefined) throw new BadInput('"version" must be like 1.4.2')
    if (typeof repository !== 'string' || !/^(https:\/\/[^\s<>()]+)?$/.test(repository))
      throw new BadInput('"repository" must be an https address')
    if (!Array.isArray(given) || given.length === 0 || given.length > 1000)
      throw new BadInput('"commits" must be a list of 1 to 1000')
    const commits = given.map(readCommit)
    const changes = commits.map(parse).filter((change) => change !== null)
    const skipped = commits
      .filter((commit) => parse(commit) === null)
      .map(({ message }) => message.split('\n')[0]?.slice(0, 200) ?? '')
    const bump = bumpOf(changes, Number(major))
    const next = {
      major: `${Number(major) + 1}.0.0`,
      minor: `${major}.${Number(minor) + 1}.0`,
      patch: `${major}.${minor}.${Number(patch) + 1}`,
      none: `${major}.${minor}.${patch}`,
    }[bump]
    return {
      body: {
        bump,
        version: next,
        markdown: `${write(changes, next, repository.replace(/\/$/, ''))}\n`,
        skipped,
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
