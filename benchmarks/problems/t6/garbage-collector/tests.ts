example(() => {
  const heap = new solution.Heap()
  const [a, b, c] = [heap.allocate(), heap.allocate(), heap.allocate()]
  heap.link(a, b)
  heap.link(b, c)
  for (const id of [a, b, c]) heap.release(id)
  return [heap.counts(), heap.sweep(), heap.allocate()]
}, [
  [
    [0, 0],
    [1, 1],
    [2, 1],
  ],
  [0, 1, 2],
  0,
])
example(() => {
  const heap = new solution.Heap()
  const [a, b] = [heap.allocate(), heap.allocate()]
  heap.link(a, b)
  heap.link(b, a)
  heap.release(a)
  const before = heap.collect()
  heap.release(b)
  return [before, heap.sweep(), heap.collect()]
}, [[], [], [0, 1]])
example(() => {
  const heap = new solution.Heap()
  const a = heap.allocate()
  heap.link(a, a)
  heap.link(a, a)
  heap.unlink(a, a)
  return [heap.counts(), new solution.Heap().collect()]
}, [[[0, 1]], []])

check(
  'empty',
  () => equal([new solution.Heap().counts(), new solution.Heap().sweep()], [[], []]),
  1,
)
check(
  'a root stays without references, and retaining makes one',
  () => {
    const heap = new solution.Heap()
    heap.allocate()
    heap.release(0)
    heap.retain(0)
    equal([heap.sweep(), heap.collect(), heap.counts()], [[], [], [[0, 0]]])
  },
  1,
)
check(
  'unlinking what is not linked',
  () => {
    const heap = new solution.Heap()
    heap.allocate()
    heap.allocate()
    heap.link(0, 1)
    heap.unlink(1, 0)
    heap.unlink(0, 0)
    equal(heap.counts(), [
      [0, 0],
      [1, 1],
    ])
  },
  1,
)
check(
  'the smallest free number is used',
  () => {
    const heap = new solution.Heap()
    for (let i = 0; i < 4; i++) heap.allocate()
    heap.release(1)
    heap.release(2)
    equal([heap.collect(), heap.allocate(), heap.allocate(), heap.allocate()], [[1, 2], 1, 2, 4])
  },
  1,
)
check(
  'what is reached over several objects stays',
  () => {
    const heap = new solution.Heap()
    for (let i = 0; i < 5; i++) heap.allocate()
    for (const [from, to] of [
      [4, 3],
      [3, 2],
      [2, 0],
    ] as const)
      heap.link(from, to)
    for (let i = 0; i < 4; i++) heap.release(i)
    equal(
      [heap.collect(), heap.counts()],
      [
        [1],
        [
          [0, 1],
          [2, 1],
          [3, 1],
          [4, 0],
        ],
      ],
    )
  },
  1,
)
check(
  'what a circle leads to stays when sweeping',
  () => {
    const heap = new solution.Heap()
    for (let i = 0; i < 4; i++) heap.allocate()
    for (const [from, to] of [
      [3, 2],
      [2, 3],
      [2, 1],
      [0, 1],
    ] as const)
      heap.link(from, to)
    for (let i = 0; i < 4; i++) heap.release(i)
    equal(
      [heap.sweep(), heap.counts(), heap.collect()],
      [
        [0],
        [
          [1, 1],
          [2, 1],
          [3, 1],
        ],
        [1, 2, 3],
      ],
    )
  },
  1,
)
check(
  'agrees with a table of references',
  (random) => {
    const heap = new solution.Heap()
    let alive: number[] = []
    let roots: number[] = []
    let links: string[] = []
    const drop = (gone: number[]) => {
      alive = alive.filter((id) => !gone.includes(id))
      links = links.filter((link) => !gone.includes(Number(link.split('>')[0])))
    }
    const sorted = (list: number[]) => [...list].sort((a, b) => a - b)
    for (let i = 0; i < 22; i++) {
      const kind = random.pick([
        'new',
        'new',
        'link',
        'link',
        'link',
        'unlink',
        'release',
        'release',
        'retain',
        'sweep',
        'collect',
      ])
      const [a, b] = [random.pick([0, ...alive]), random.pick([0, ...alive])]
      if (kind === 'new') {
        const id = [...Array(30).keys()].find((n) => !alive.includes(n))!
        equal(heap.allocate(), id)
        alive = [...alive, id]
        roots = [...roots, id]
      } else if (kind === 'sweep') {
        const gone: number[] = []
        for (let next: number | undefined = 0; next !== undefined; ) {
          next = alive.find(
            (id) => !roots.includes(id) && !links.some((link) => link.endsWith(`>${id}`)),
          )
          if (next !== undefined) {
            gone.push(next)
            drop([next])
          }
        }
        equal(heap.sweep(), sorted(gone))
      } else if (kind === 'collect') {
        let reached = roots
        for (let round = 0; round < 12; round++)
          reached = alive.filter(
            (id) => reached.includes(id) || reached.some((from) => links.includes(`${from}>${id}`)),
          )
        const gone = alive.filter((id) => !reached.includes(id))
        drop(gone)
        equal(heap.collect(), sorted(gone))
      } else if (alive.includes(a) && alive.includes(b)) {
        if (kind === 'link') {
          heap.link(a, b)
          links = [...links, `${a}>${b}`]
        } else if (kind === 'unlink') {
          heap.unlink(a, b)
          const at = links.indexOf(`${a}>${b}`)
          links = links.filter((_, place) => place !== at)
        } else if (kind === 'release') {
          heap.release(a)
          roots = roots.filter((id) => id !== a)
        } else {
          heap.retain(a)
          if (!roots.includes(a)) roots = [...roots, a]
        }
      }
    }
    equal(
      heap.counts(),
      sorted(alive).map((id) => [id, links.filter((link) => link.endsWith(`>${id}`)).length]),
    )
  },
  14,
)
