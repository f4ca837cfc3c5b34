/** A way from one node of a graph to another. */
export interface Edge<Node> {
  readonly from: Node;
  readonly to: Node;
}

/** Finds the cycles of a graph one after the other, each of which has to be broken before the next is asked for. */
export class CycleFinder<Node, Way extends Edge<Node>> {
  private readonly waysFrom = new Map<Node, Way[]>();
  private readonly broken = new Set<Way>();
  /** Nodes from which no cycle is reached. */
  private readonly done = new Set<Node>();

  constructor(ways: readonly Way[]) {
    for (const way of ways) {
      const others = this.waysFrom.get(way.from);
      if (others) others.push(way);
      else this.waysFrom.set(way.from, [way]);
    }
  }

  /** Takes a way out of the graph. */
  break(way: Way): void {
    this.broken.add(way);
  }

  /** The ways of a cycle, each leading to where the next begins; undefined where there is none. */
  next(): readonly Way[] | undefined {
    for (const start of this.waysFrom.keys()) {
      const found = this.done.has(start) ? undefined : this.search(start);
      if (found) return found;
    }
    return undefined;
  }

  /** Depth first, without recursion: a path may lead over thousands of nodes. */
  private search(start: Node): readonly Way[] | undefined {
    const path: { readonly node: Node; readonly by?: Way; readonly ways: Iterator<Way> }[] = [];
    const places = new Map<Node, number>();
    const enter = (node: Node, by?: Way): void => {
      places.set(node, path.length);
      path.push({ node, by, ways: (this.waysFrom.get(node) ?? [])[Symbol.iterator]() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value: way, done: isOver } = top.ways.next();
      if (isOver) {
        this.done.add(top.node);
        places.delete(top.node);
        path.pop();
      } else if (!this.broken.has(way)) {
        const begin = places.get(way.to);
        if (begin !== undefined) return [...path.slice(begin + 1).flatMap(({ by }) => by ?? []), way];
        if (!this.done.has(way.to)) enter(way.to, way);
      }
    }
    return undefined;
  }
}
