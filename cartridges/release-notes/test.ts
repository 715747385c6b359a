const notes = (commits: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { version: '1.4.2', commits, ...more } })
const next = async (version: string, ...commits: string[]) => {
  const { body } = await notes(commits, { version })
  return [body.bump, body.version]
}

test('the next version follows from the heaviest change', async () => {
  equal(await next('1.4.2', 'fix: a', 'feat: b'), ['minor', '1.5.0'])
  equal(await next('v1.4.2', 'perf: a', 'docs: b'), ['patch', '1.4.3'])
  equal(await next('1.4.2', 'feat!: a'), ['major', '2.0.0'])
  equal(await next('0.4.2', 'fix: a\n\nBREAKING CHANGE: b'), ['minor', '0.5.0'])
  equal(await next('1.4.2', 'chore: a', 'whatever'), ['none', '1.4.2'])
})

test('breaking changes come first and say how to move on', async () => {
  const { markdown } = (
    await notes([
      'feat(api): new\n\nbody\n\nBREAKING CHANGE: use /v2\ninstead of /v1\n\nRefs: #1',
      'fix!: gone',
    ])
  ).body
  ok(
    markdown.startsWith(
      '# 2.0.0\n\n## Breaking\n\n- **api**: use /v2 instead of /v1\n- gone\n\n## Features\n\n- **api**: new\n',
    ),
  )
})

test('scopes are together, issues and commits are linked', async () => {
  const { markdown } = (
    await notes(
      [
        { message: 'fix(b): x (#12)', hash: 'abcdef0123', author: 'Bob' },
        { message: 'fix(a): y', author: 'Ada' },
      ],
      { repository: 'https://git.example/x/' },
    )
  ).body
  ok(
    markdown.includes(
      '- **a**: y\n- **b**: x ([#12](https://git.example/x/issues/12)) ([abcdef0](https://git.example/x/commit/abcdef0123))',
    ),
  )
  ok(markdown.includes('Thanks to Ada, Bob.'))
})

test('what does not follow the form is listed', async () => {
  equal((await notes(['fix: a', 'oops', 'constructor: b', 'feat:no space'])).body.skipped, [
    'oops',
    'constructor: b',
    'feat:no space',
  ])
})

test('messages cannot become markup or headings', async () => {
  const { markdown } = (
    await notes([{ message: 'fix: <script>[a](javascript:b)\n# Evil', author: '*x*' }])
  ).body
  ok(!/(?<!\\)<script|\n# Evil/.test(markdown))
  ok(markdown.includes('\\[a\\](javascript:b)') && markdown.includes('\\*x\\*'))
})

test('odd versions, hashes and repositories are refused', async () => {
  for (const more of [
    { version: '1.4' },
    { version: '1.4.2-rc' },
    { repository: 'javascript:a' },
    { commits: [] },
    { commits: [{ hash: 'abcdef0' }] },
    { commits: [{ message: 'fix: a', hash: 'zz' }] },
    { commits: [5] },
  ] as { [key: string]: Json }[])
    equal((await notes(['fix: a'], more)).status, 400, JSON.stringify(more))
})
