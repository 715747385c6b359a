example(() => {
  const set = new solution.ProbeSet(4)
  return [set.add(3), set.add(3), set.has(3), set.has(7)]
}, [true, false, true, false])
example(() => {
  const set = new solution.ProbeSet(4)
  set.add(1)
  set.add(5)
  return [set.delete(1), set.has(1), set.has(5)]
}, [true, false, true])
example(() => {
  const set = new solution.ProbeSet(2)
  return [set.add(4), set.add(6), set.add(8), set.delete(9)]
}, [true, true, false, false])

check(
  'a freed slot is used again',
  () => {
    const set = new solution.ProbeSet(1)
    equal(
      [set.add(0), set.delete(0), set.add(5), set.has(5), set.has(0)],
      [true, true, true, true, false],
    )
  },
  1,
)
check(
  'known behind a freed slot',
  () => {
    const set = new solution.ProbeSet(3)
    equal([set.add(0), set.add(3), set.delete(0), set.add(3)], [true, true, true, false])
    equal([set.delete(3), set.has(3)], [true, false])
  },
  1,
)
check(
  'probing goes round',
  () => {
    const set = new solution.ProbeSet(3)
    equal(
      [set.add(2), set.add(5), set.has(5), set.add(8), set.has(8)],
      [true, true, true, true, true],
    )
  },
  1,
)
check(
  'does what a Set does',
  (random) => {
    const capacity = random.int(1, 5)
    const set = new solution.ProbeSet(capacity)
    const known = new Set<number>()
    for (let step = 0; step < 14; step++) {
      const n = random.int(0, 9)
      const action = random.int(0, 3)
      if (action < 2) {
        const isNew = !known.has(n) && known.size < capacity
        equal(set.add(n), isNew, `add ${n}`)
        if (isNew) known.add(n)
      } else if (action === 2) equal(set.delete(n), known.delete(n), `delete ${n}`)
      else equal(set.has(n), known.has(n), `has ${n}`)
    }
  },
  9,
)
