// robots.txt by RFC 9309: POST / writes one from groups of rules, POST /check tells which paths a crawler
// may fetch and which line decides.

type JsonObject = { readonly [key: string]: Json }
type Rule = { allow: boolean; pattern: string; line: number }

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function lines(value: Json | undefined, name: string, most: number): string[] {
  if (!Array.isArray(value) || value.length > most)
    throw new BadInput(`"${name}" must be a list of at most ${most}`)
  return value.map((item) => {
    // A line break would begin a rule of somebody else's.
    if (typeof item !== 'string' || item === '' || item.length > 500 || /[\s#]/.test(item))
      throw new BadInput(
        `"${name}" holds something that is no path, name or address without spaces`,
      )
    return item
  })
}

function write(body: JsonObject): string {
  if (!Array.isArray(body.groups) || body.groups.length === 0 || body.groups.length > 50)
    throw new BadInput('"groups" must be a list of 1 to 50')
  const blocks = body.groups.map((group) => {
    if (!isObject(group)) throw new BadInput('a group must be an object with "agents"')
    const { agents, allow = [], disallow = [], crawlDelay } = group
    const names = lines(agents, 'agents', 20)
    if (names.length === 0) throw new BadInput('"agents" must name somebody; "*" is everybody')
    const rules = [
      ...lines(allow, 'allow', 500).map((path) => ['Allow', path] as const),
      ...lines(disallow, 'disallow', 500).map((path) => ['Disallow', path] as const),
    ]
    for (const [, path] of rules)
      if (!/^[/*]/.test(path)) throw new BadInput(`the rule "${path}" must begin with / or *`)
    if (
      crawlDelay !== undefined &&
      !(typeof crawlDelay === 'number' && crawlDelay >= 0 && crawlDelay <= 3600)
    )
      throw new BadInput('"crawlDelay" must be seconds from 0 to 3600')
    return [
      ...names.map((name) => `User-agent: ${name}`),
      ...rules.map(([word, path]) => `${word}: ${path}`),
      // A group without rules would lend its agents to the next one.
      ...(rules.length === 0 ? ['Disallow:'] : []),
      ...(crawlDelay === undefined ? [] : [`Crawl-delay: ${crawlDelay}`]),
    ].join('\n')
  })
  const maps = lines(body.sitemaps ?? [], 'sitemaps', 50).map((url) => {
    if (!/^https?:\/\//.test(url))
      throw new BadInput(`the sitemap "${url}" must be an http address`)
    return `Sitemap: ${url}`
  })
  return `${[...blocks, ...(maps.length > 0 ? [maps.join('\n')] : [])].join('\n\n')}\n`
}

/** The rules for `agent`: of all groups that name it, else of those for everybody. */
function rulesFor(agent: string, robots: string): Rule[] {
  const byAgent = new Map<string, Rule[]>()
  let current: string[] = []
  let isHead = false
  for (const [index, raw] of robots.split(/\r\n?|\n/).entries()) {
    const [, key = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/.exec(raw) ?? []
    const word = key.toLowerCase()
    if (word === 'user-agent') {
      if (!isHead) current = []
      isHead = true
      const name = value.toLowerCase()
      current.push(name)
      if (!byAgent.has(name)) byAgent.set(name, [])
    } else if (word === 'allow' || word === 'disallow') {
      isHead = false
      if (value === '') continue
      const rule = { allow: word === 'allow', pattern: value, line: index + 1 }
      for (const name of current) byAgent.get(name)?.push(rule)
    }
  }
  return byAgent.get(agent.toLowerCase()) ?? byAgent.get('*') ?? []
}

function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$')
  const [head = '', ...rest] = (isWhole ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(head)) return false
  let at = head.length
  for (const [index, part] of rest.entries()) {
    const isLast = isWhole && index === rest.length - 1
    const found = isLast ? path.length - part.length : path.indexOf(part, at)
    if (found < at || !path.startsWith(part, found)) return false
    at = found + part.length
  }
  return !isWhole || at === path.length
}

function check({ robots, agent, paths }: JsonObject) {
  if (typeof robots !== 'string' || robots.length > 50_000)
    throw new BadInput('"robots" must be a text of at most 50000 characters')
  if (typeof agent !== 'string' || !/^[\w-]{1,100}$/.test(agent))
    throw new BadInput('"agent" must be a product token like "zooidbot"')
  const rules = rulesFor(agent, robots)
  const results = lines(paths, 'paths', 200).map((path) => {
    const best = rules
      .filter((rule) => matches(rule.pattern, path))
      .sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow))[0]
    const rule = best ? `${best.allow ? 'Allow' : 'Disallow'}: ${best.pattern}` : null
    return { path, allowed: best?.allow ?? true, line: best?.line ?? null, rule }
  })
  return { agent, results }
}

export function handle({ body, path }: Request): Response {
  const hint =
    'POST / {"groups": [{"agents": ["*"], "disallow": ["/x"]}]} or POST /check {"robots", "agent", "paths"}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    if (path === '/check') return { body: check(body) }
    return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: write(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
