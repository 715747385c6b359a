example(() => {
  const files = new solution.Files()
  return [
    files.write('/a/b', 'hi'),
    files.read('/a//./b/'),
    files.list('/'),
    files.list('/a'),
    files.list('/b'),
  ]
}, [true, 'hi', ['a/'], ['b'], null])
example(() => {
  const files = new solution.Files()
  files.write('/a/x', '1')
  return [
    files.move('/a', '/a/c'),
    files.move('/a', '/c'),
    files.read('/c/x'),
    files.write('/c/x/y', '2'),
    files.write('/c', '3'),
  ]
}, [false, true, '1', false, false])
example(() => {
  const files = new solution.Files()
  files.write('/a', '1')
  return [
    files.read('/zz/../a'),
    files.read('/../a'),
    files.remove('/'),
    files.remove('/a'),
    files.remove('/a'),
  ]
}, ['1', '1', false, true, false])

const made = (...paths: string[]) => {
  const files = new solution.Files()
  for (const path of paths) files.write(path, path)
  return files
}

check(
  'the root',
  () =>
    equal(
      [
        made().list('/'),
        made().read('/'),
        made().write('/', 'x'),
        made().move('/', '/a'),
        made().list('/..'),
      ],
      [[], null, false, false, []],
    ),
  1,
)
check(
  'nothing is read below a file',
  () =>
    equal(
      [made('/a').read('/a/b'), made('/a').list('/a'), made('/a').read('/a/../a')],
      [null, null, '/a'],
    ),
  1,
)
check(
  'sorted by name',
  () => equal(made('/b', '/a/x', '/ab', '/c/y').list('/'), ['a/', 'ab', 'b', 'c/']),
  1,
)
check(
  'a failed write leaves nothing behind',
  () => {
    const files = made('/a')
    equal([files.write('/a/b/c', 'x'), files.list('/'), files.read('/a')], [false, ['a'], '/a'])
  },
  1,
)
check(
  'moves',
  () => {
    const files = made('/a/x', '/b/y', '/ab')
    equal(files.move('/a/x', '/b/y'), false)
    equal(files.move('/a/x', '/n/x'), false)
    equal(files.move('/a/x', '/ab/x'), false)
    equal(files.move('/q', '/r'), false)
    equal(files.move('/a', '/a'), false)
    equal(files.move('/a', '/'), false)
    equal(files.move('/a', '/abc'), true)
    equal([files.list('/'), files.read('/abc/x')], [['ab', 'abc/', 'b/'], '/a/x'])
    equal([files.move('/abc/x', '/x'), files.list('/abc'), files.read('/x')], [true, [], '/a/x'])
  },
  1,
)
check(
  'an empty content is a file',
  () => {
    const files = new solution.Files()
    files.write('/a', '')
    equal(
      [files.read('/a'), files.write('/a/b', 'x'), files.move('/a', '/b'), files.read('/b')],
      ['', false, true, ''],
    )
  },
  1,
)
check(
  'agrees with a table of full paths',
  (random) => {
    const files = new solution.Files()
    const table = new Map<string, string | null>([['/', null]])
    const up = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')))
    const within = (path: string, folder: string) =>
      path === folder || path.startsWith(`${folder}/`)
    const names = ['a', 'b', 'c']
    const pick = () => `/${random.list(1, 3, () => random.pick(names)).join('/')}`
    for (let i = 0; i < 12; i++) {
      const [path, other] = [pick(), pick()]
      const kind = random.pick(['write', 'write', 'write', 'remove', 'move', 'move'])
      if (kind === 'write') {
        const above: string[] = []
        for (let at = up(path); at !== '/'; at = up(at)) above.push(at)
        const fails =
          table.get(path) === null || above.some((at) => typeof table.get(at) === 'string')
        if (!fails) {
          for (const at of above) table.set(at, null)
          table.set(path, `${i}`)
        }
        equal(
          files.write(path.replaceAll('/', random.pick(['/', '//', '/./', '/q/../'])), `${i}`),
          !fails,
        )
      } else if (kind === 'remove') {
        equal(files.remove(path), table.has(path))
        for (const at of [...table.keys()]) if (within(at, path)) table.delete(at)
      } else {
        const fails =
          !table.has(path) ||
          table.has(other) ||
          table.get(up(other)) !== null ||
          within(other, path)
        equal(files.move(path, other), !fails)
        if (!fails)
          for (const at of [...table.keys()])
            if (within(at, path)) {
              table.set(other + at.slice(path.length), table.get(at)!)
              table.delete(at)
            }
      }
    }
    for (const folder of ['/', '/a', '/b', '/c']) {
      const inside = [...table.keys()].filter((path) => path !== '/' && up(path) === folder).sort()
      const expected = inside.map(
        (path) => path.slice(path.lastIndexOf('/') + 1) + (table.get(path) === null ? '/' : ''),
      )
      equal(files.list(folder), table.get(folder) === null ? expected : null)
      for (const path of inside) equal(files.read(path), table.get(path))
    }
  },
  12,
)
