const check = (shortcuts: Json, platform: Json = 'windows') =>
  request({ method: 'POST', body: { shortcuts, platform } })
const keys = async (text: string, platform = 'windows') =>
  (await check([{ keys: text, action: 'a' }], platform)).body.shortcuts[0]?.keys

test('every spelling becomes one', async () => {
  equal(await keys('shift + control+p'), 'Ctrl+Shift+P')
  equal(await keys('Mod+return'), 'Ctrl+Enter')
  equal(await keys('mod+RETURN', 'mac'), 'Meta+Enter')
  equal(await keys('g THEN i'), 'G then I')
  equal(await keys('alt+F12'), 'Alt+F12')
})

test('doubles conflict, in one context or with none', async () => {
  const { conflicts } = (
    await check([
      { keys: 'Ctrl+B', action: 'bold', context: 'text' },
      { keys: 'Mod+B', action: 'bar', context: 'list' },
      { keys: 'ctrl+b', action: 'all' },
    ])
  ).body
  equal(
    conflicts.map((found: { actions: string[] }) => found.actions),
    [
      ['bold', 'all'],
      ['bar', 'all'],
    ],
  )
})

test('a sequence conflicts with its beginning', async () => {
  equal(
    (
      await check([
        { keys: 'g', action: 'go' },
        { keys: 'g then i', action: 'inbox' },
      ])
    ).body.conflicts[0].reason,
    'one begins the other',
  )
})

test('what the browser keeps is named, by platform', async () => {
  match((await check([{ keys: 'Mod+W', action: 'x' }])).body.conflicts[0].reason, /browser/)
  equal((await check([{ keys: 'Ctrl+W', action: 'x' }], 'mac')).body.conflicts, [])
})

test('the sheet shows the keys of the platform and actions as text', async () => {
  const { html } = (
    await check([{ keys: 'Mod+Shift+<', action: '<script>"', context: '<b>' }], 'mac')
  ).body
  equal(
    html,
    '<table><caption>&#60;b&#62;</caption><tr><td><kbd>⇧</kbd><kbd>⌘</kbd><kbd>&#60;</kbd></td><td>&#60;script&#62;&#34;</td></tr></table>',
  )
})

test('what is no key is refused by place', async () => {
  for (const text of [
    'Ctrl+',
    'Hyper+P',
    'Ctrl+Ctrl+P',
    'Ctrl+PP',
    'constructor+P',
    '__proto__',
    'a then b then c then d then e',
    'F25',
  ])
    equal((await check([{ keys: text, action: 'a' }])).status, 400, text)
  equal((await check([{ keys: 'a', action: '' }])).status, 400)
  equal((await check([{ keys: 'a', action: 'a' }], 'amiga')).status, 400)
})
