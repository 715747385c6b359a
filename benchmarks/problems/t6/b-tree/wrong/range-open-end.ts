export type Shape = (number | Shape)[]

/** A leaf has no children, an inner node one more than keys. */
type Node = { keys: number[]; children: Node[] }

export class BTree {
  private readonly most: number
  private root: Node = { keys: [], children: [] }

  constructor(degree: number) {
    this.most = 2 * degree - 1
  }

  insert(key: number): boolean {
    if (this.has(key)) return false
    if (this.root.keys.length === this.most) {
      this.root = { keys: [], children: [this.root] }
      this.split(this.root, 0)
    }
    let node = this.root
    while (node.children.length > 0) {
      let place = placeOf(node, key)
      if (node.children[place]!.keys.length === this.most) {
        this.split(node, place)
        place = placeOf(node, key)
      }
      node = node.children[place]!
    }
    node.keys.splice(placeOf(node, key), 0, key)
    return true
  }

  has(key: number): boolean {
    return this.range(key, key + 1).length > 0
  }

  range(from: number, to: number): number[] {
    const found: number[] = []
    const visit = ({ keys, children }: Node) => {
      for (let i = 0; i <= keys.length; i++) {
        const [before, key] = [keys[i - 1] ?? -Infinity, keys[i] ?? Infinity]
        if (children[i] && from < key && to > before) visit(children[i]!)
        if (i < keys.length && from <= key && key < to) found.push(key)
      }
    }
    visit(this.root)
    return found
  }

  shape(): Shape {
    const shapeOf = ({ keys, children }: Node): Shape =>
      children.length === 0
        ? [...keys]
        : children.flatMap((child, i) => [shapeOf(child), ...keys.slice(i, i + 1)])
    return shapeOf(this.root)
  }

  private split(parent: Node, place: number): void {
    const left = parent.children[place]!
    const half = (this.most + 1) / 2
    const right = { keys: left.keys.splice(half), children: left.children.splice(half) }
    parent.keys.splice(place, 0, left.keys.pop()!)
    parent.children.splice(place + 1, 0, right)
  }
}

const placeOf = ({ keys }: Node, key: number) => keys.filter((other) => other < key).length
