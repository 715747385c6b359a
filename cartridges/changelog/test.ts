const write = (releases: Json, more: { [key: string]: Json } = {}) =>
  request({ method: 'POST', body: { releases, ...more } })
const release = (version: string, changes: Json = {}) => ({ version, date: '2026-11-20', changes })

test('versions are ordered by their numbers, unreleased first, finished before its candidate', async () => {
  const { body } = await write([
    release('1.9.0'),
    release('1.10.0-rc.1'),
    { version: 'unreleased', changes: {} },
    release('1.10.0'),
  ])
  equal(
    [...body.matchAll(/^## \[(.*?)\]/gm)].map((found) => found[1]),
    ['Unreleased', '1.10.0', '1.10.0-rc.1', '1.9.0'],
  )
})

test('kinds come in the order of the form and empty ones do not come', async () => {
  const { body } = await write([release('1.0.0', { security: ['s'], added: ['a'], fixed: [] })])
  equal(body, '# Changelog\n\n## [1.0.0] - 2026-11-20\n\n### Added\n\n- a\n\n### Security\n\n- s\n')
})

test('links compare each version with the one before', async () => {
  const { body } = await write(
    [release('1.0.0'), { version: 'unreleased', changes: {} }, release('1.1.0')],
    { repository: 'https://git.example/x/' },
  )
  match(
    body,
    /\[Unreleased\]: https:\/\/git\.example\/x\/compare\/v1\.1\.0\.\.\.HEAD\n\[1\.1\.0\]: .*v1\.0\.0\.\.\.v1\.1\.0\n\[1\.0\.0\]: .*releases\/tag\/v1\.0\.0\n$/,
  )
})

test('a change of several lines stays one bullet and raw HTML is disarmed', async () => {
  const { body } = await write([
    release('1.0.0', { fixed: ['one\n\n## [9.9.9] two', 'if a < b <script>x</script>'] }),
  ])
  ok(body.includes('- one\n  ## [9.9.9] two\n- if a < b \\<script>x\\</script>\n'))
})

test('a yanked release says so', async () => {
  match(
    (await write([{ ...release('1.0.0'), yanked: true }])).body,
    /## \[1\.0\.0\] - 2026-11-20 \[YANKED\]/,
  )
})

test('unknown kinds, versions, dates and doubles are refused', async () => {
  const cases: [Json, RegExp][] = [
    [[release('1.0.0', { __proto__x: ['a'] })], /no kind/],
    [[release('1.0')], /no version/],
    [[{ version: '1.0.0', changes: {} }], /needs its "date"/],
    [[{ version: '1.0.0', date: '2026-13-01', changes: {} }], /date/],
    [[release('1.0.0'), release('1.0.0')], /twice/],
    [[release('1.0.0', { added: [''] })], /change must be text/],
    [[], /releases/],
  ]
  for (const [releases, reason] of cases) {
    const answer = await write(releases)
    equal(answer.status, 400)
    match(answer.body.error, reason)
  }
  equal((await write([release('1.0.0')], { repository: 'javascript:alert(1)' })).status, 400)
})
