example(() => solution.runProgram('set a 5\nadd a 2\nprint a'), [7])
example(() => solution.runProgram('print x\nset x -3\nmul x x\nprint x'), [0, 9])
example(() => solution.runProgram('print 1\njump 2'), null)

check("runProgram('')", () => equal(solution.runProgram(''), []), 1)
check("runProgram('\\n\\nprint 7\\n')", () => equal(solution.runProgram('\n\nprint 7\n'), [7]), 1)
check(
  "runProgram('set a b\\nset b 4\\nset a b\\nprint a')",
  () => equal(solution.runProgram('set a b\nset b 4\nset a b\nprint a'), [4]),
  1,
)
check("runProgram('print')", () => equal(solution.runProgram('print'), null), 1)
check("runProgram('set A 1')", () => equal(solution.runProgram('set A 1'), null), 1)
check("runProgram('set ab 1')", () => equal(solution.runProgram('set ab 1'), null), 1)
check("runProgram('add a 1 2')", () => equal(solution.runProgram('add a 1 2'), null), 1)
check("runProgram('print -0')", () => equal(solution.runProgram('print -0'), [0]), 1)
check(
  "runProgram('set a 0\\nmul a -1\\nprint a')",
  () => equal(solution.runProgram('set a 0\nmul a -1\nprint a'), [0]),
  1,
)
check("runProgram(' print 1')", () => equal(solution.runProgram(' print 1'), null), 1)
check(
  "runProgram('mul q 5\\nadd q 1\\nprint q\\nprint -12')",
  () => equal(solution.runProgram('mul q 5\nadd q 1\nprint q\nprint -12'), [1, -12]),
  1,
)
check("runProgram('set a')", () => equal(solution.runProgram('set a'), null), 1)
check("runProgram('print 1.5')", () => equal(solution.runProgram('print 1.5'), null), 1)
check(
  "runProgram('set a 2\\nadd a a\\nadd a a\\nprint a')",
  () => equal(solution.runProgram('set a 2\nadd a a\nadd a a\nprint a'), [8]),
  1,
)
check("runProgram('sub a 1')", () => equal(solution.runProgram('sub a 1'), null), 1)
check(
  "runProgram('print 3\\n\\nprint 4')",
  () => equal(solution.runProgram('print 3\n\nprint 4'), [3, 4]),
  1,
)
check(
  "runProgram('mul a b\\nprint b')",
  () => equal(solution.runProgram('mul a b\nprint b'), [0]),
  1,
)
check(
  'agrees with a plain simulation',
  (random) => {
    const memory: Record<string, number> = { a: 0, b: 0, c: 0 }
    const lines: string[] = []
    const output: number[] = []
    for (let i = 0; i < 8; i++) {
      const [variable, other] = [random.pick(['a', 'b', 'c']), random.pick(['a', 'b', 'c'])]
      const n = random.int(-4, 4)
      const [word, value] = random.bool() ? [other, memory[other]!] : [String(n), n]
      const command = random.pick(['set', 'add', 'mul', 'print'])
      lines.push(command === 'print' ? `print ${word}` : `${command} ${variable} ${word}`)
      if (command === 'print') output.push(value === 0 ? 0 : value)
      if (command === 'set') memory[variable] = value
      if (command === 'add') memory[variable]! += value
      if (command === 'mul') memory[variable]! *= value
    }
    equal(solution.runProgram(lines.join('\n')), output)
  },
  20,
)
