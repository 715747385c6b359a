export function run(program: string): number[] {
  let stack: number[] = []
  for (const word of program.split(' ')) {
    const needed = { add: 2, sub: 2, swap: 2, dup: 1 }[word] ?? 0
    if (stack.length < needed) throw new Error(`too few numbers for ${word}`)
    const rest = stack.slice(0, stack.length - needed)
    const [first = 0, second = 0] = stack.slice(stack.length - needed)
    if (word === 'add') stack = [...rest, first + second]
    else if (word === 'sub') stack = [...rest, first - second]
    else if (word === 'swap') stack = [...rest, second, first]
    else if (word === 'dup') stack = [...rest, first, first]
    else stack = [...rest, Number(word)]
  }
  return stack
}
