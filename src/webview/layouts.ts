/** Whether a drawing is read better from left to right or from top to bottom. */
import { layoutOf } from '../diagram/layout.js';
import type { Direction, Layout } from '../diagram/placed-types.js';
import type { Diagram } from '../diagram/types.js';
import { READABLE, type Size } from './viewport.js';

/** Larger drawings do not fit either way; laying them out twice would only take time. */
const MOST_NODES = 60;
const GAIN = 1.2;

/** Lays out diagrams again and again; where only findings differ from the last time, that costs next to nothing. */
export class Layouts {
  private readonly last: Partial<Record<Direction, Layout>> = {};

  of(diagrams: readonly Diagram[], direction: Direction): Layout {
    const layout = layoutOf(diagrams, this.last[direction], direction);
    this.last[direction] = layout;
    return layout;
  }

  /**
   * To the right where all of it can be read so; else as it comes out larger. A drawing is turned for a clear gain only: a panel that
   * grows a little, or a step more, is no reason to look for everything anew.
   */
  directionFor(diagrams: readonly Diagram[], room: Size, now: Direction | undefined): Direction {
    const scale = (direction: Direction) => {
      const { width, height } = this.of(diagrams, direction);
      return Math.min(room.width / width, room.height / height);
    };
    const nodes = diagrams.reduce((n, d) => n + d.nodes.length, 0);
    if (room.width === 0 || room.height === 0 || nodes > MOST_NODES) return 'right';
    const [right, down] = [scale('right'), scale('down')];
    if (now === 'down') return right >= READABLE && right > down * GAIN ? 'right' : 'down';
    return right >= READABLE || down < right * GAIN ? 'right' : 'down';
  }
}
