/** Zoom and pan of a drawing: buttons, Ctrl and wheel, keys, dragging. */

export interface View {
  /** Where the origin of the drawing stands, in pixels of the canvas. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.1;
const MOST = 4;
/** Smaller than this nobody can read it, so a drawing begins no smaller. */
const READABLE = 0.7;

export class Viewport {
  private view: View = { x: 0, y: 0, scale: 1 };
  private size: Size = { width: 0, height: 0 };
  /** The user has chosen the view: it stays as it is when the drawing changes. */
  private chosen = false;

  constructor(
    private readonly canvas: HTMLElement,
    private readonly group: SVGGElement,
    private readonly changed: (view: View, chosen: boolean) => void,
  ) {
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('pointerdown', (event) => this.drag(event));
    new ResizeObserver(() => this.chosen || this.begin()).observe(canvas);
  }

  /** The drawing has another size now. `fresh`: it is another drawing, whose view nobody has chosen yet. */
  resize(size: Size, fresh: boolean): void {
    this.size = size;
    if (fresh) this.chosen = false;
    if (!this.chosen) this.begin();
  }

  /** Has nobody chosen what is in view? */
  get free(): boolean {
    return !this.chosen;
  }

  /** Can all of a drawing of this size be seen at once, and read? */
  readable({ width, height }: Size): boolean {
    const { clientWidth, clientHeight } = this.canvas;
    return clientWidth === 0 || Math.min(clientWidth / width, clientHeight / height) >= READABLE;
  }

  restore(view: View): void {
    this.chosen = true;
    this.show(view);
  }

  zoom(factor: number, at = this.middle()): void {
    const scale = Math.min(MOST, Math.max(LEAST, this.view.scale * factor));
    const ratio = scale / this.view.scale;
    this.choose({ scale, x: at.x - (at.x - this.view.x) * ratio, y: at.y - (at.y - this.view.y) * ratio });
  }

  pan(x: number, y: number): void {
    this.choose({ ...this.view, x: this.view.x + x, y: this.view.y + y });
  }

  /** All of it, as large as there is room. */
  fit(): void {
    this.chosen = false;
    this.show(this.fitting(LEAST));
  }

  /**
   * Brings a part of the drawing into view, above what covers it from below, and moves no more than that needs. Then the view stays, as
   * if it had been chosen.
   */
  reveal(part: Element, cover: Element): void {
    const outer = this.canvas.getBoundingClientRect();
    const bottom = Math.min(outer.bottom, cover.getBoundingClientRect().top);
    const inner = part.getBoundingClientRect();
    const margin = 24;
    const shift = (from: number, to: number, start: number, end: number) =>
      from < start + margin
        ? start + margin - from
        : to > end - margin
          ? Math.max(end - margin - to, start + margin - from)
          : 0;
    const x = shift(inner.left, inner.right, outer.left, outer.right);
    const y = shift(inner.top, inner.bottom, outer.top, bottom);
    if (x !== 0 || y !== 0) this.pan(x, y);
  }

  private begin(): void {
    this.show(this.fitting(READABLE));
  }

  private fitting(least: number): View {
    const { clientWidth, clientHeight } = this.canvas;
    const { width, height } = this.size;
    if (width === 0 || height === 0 || clientWidth === 0) return { x: 0, y: 0, scale: 1 };
    const scale = Math.max(least, Math.min(1.2, clientWidth / width, clientHeight / height));
    return {
      scale,
      x: Math.max(0, (clientWidth - width * scale) / 2),
      y: Math.max(0, (clientHeight - height * scale) / 2),
    };
  }

  private middle(): { x: number; y: number } {
    return { x: this.canvas.clientWidth / 2, y: this.canvas.clientHeight / 2 };
  }

  private choose(view: View): void {
    this.chosen = true;
    this.show(view);
  }

  private show(view: View): void {
    this.view = view;
    this.group.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.scale})`);
    this.changed(view, this.chosen);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1;
    if (!event.ctrlKey && !event.metaKey) {
      const sideways = event.shiftKey && event.deltaX === 0;
      this.pan(-(sideways ? event.deltaY : event.deltaX) * unit, sideways ? 0 : -event.deltaY * unit);
      return;
    }
    const box = this.canvas.getBoundingClientRect();
    this.zoom(Math.exp((-event.deltaY * unit) / 300), {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
    });
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 240 : 60;
    const actions: Readonly<Record<string, () => void>> = {
      '+': () => this.zoom(1.25),
      '=': () => this.zoom(1.25),
      '-': () => this.zoom(0.8),
      _: () => this.zoom(0.8),
      '0': () => this.fit(),
      ArrowLeft: () => this.pan(step, 0),
      ArrowRight: () => this.pan(-step, 0),
      ArrowUp: () => this.pan(0, step),
      ArrowDown: () => this.pan(0, -step),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  /** A press that does not move is a click, and none of our business. */
  private drag(down: PointerEvent): void {
    if (down.button > 1) return;
    let last = down;
    let moving = false;
    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      if (!moving && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 4) return;
      if (!moving) this.canvas.setPointerCapture(down.pointerId);
      moving = true;
      this.canvas.classList.add('dragging');
      this.pan(event.clientX - last.clientX, event.clientY - last.clientY);
      last = event;
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      this.canvas.removeEventListener('pointermove', move);
      this.canvas.removeEventListener('pointerup', up);
      this.canvas.removeEventListener('pointercancel', up);
      this.canvas.classList.remove('dragging');
      if (moving) this.canvas.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => this.canvas.removeEventListener('click', stop, { capture: true }), 0);
    };
    this.canvas.addEventListener('pointermove', move);
    this.canvas.addEventListener('pointerup', up);
    this.canvas.addEventListener('pointercancel', up);
  }
}

function stop(event: Event): void {
  event.stopPropagation();
}
