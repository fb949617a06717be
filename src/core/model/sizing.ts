/** What the knowledge says of sizing a step. */
import type { FactId, ServiceId } from '../generated/ids.js';

export interface FigureRef {
  readonly fact: FactId;
  readonly figure: string;
}

/** A load of a stream, per second: bytes written, records written, bytes read by all readers that share. */
export type LoadName = 'write' | 'records' | 'read';

export interface SizingTerm {
  readonly load: LoadName;
  /** In words, for a line of the calculation. */
  readonly name: string;
  /** What one unit takes. */
  readonly limit: FigureRef;
  /** What the formula of the notes divides by, where it knows this term. */
  readonly formula?: FigureRef;
}

interface SizingBase {
  readonly id: string;
  readonly title: string;
  readonly services: readonly ServiceId[];
  readonly facts: readonly FactId[];
}

/** How many equal units the largest of several loads needs. */
export interface UnitsSizing extends SizingBase {
  readonly kind: 'units';
  /** Path of the number of units in a step. */
  readonly setting: string;
  readonly unit: { readonly one: string; readonly many: string };
  readonly terms: readonly SizingTerm[];
  /** What one unit gives each reader that has a share of its own. */
  readonly fanOut?: FigureRef;
}

/** A setting with the unit that a calculator asks in, its range, and what holds when it is not written. */
export interface SizingInput {
  readonly path: string;
  readonly unit: string;
  readonly least: FigureRef;
  readonly most: FigureRef;
  readonly default: FigureRef;
}

/** A buffer that is handed on when it is full or when its time is over. */
export interface BufferSizing extends SizingBase {
  readonly kind: 'buffer';
  readonly size: SizingInput;
  readonly interval: SizingInput;
}

/** Nodes with disks that keep several copies of each block. */
export interface StorageSizing extends SizingBase {
  readonly kind: 'storage';
  /** What holds the data. */
  readonly name: string;
}

/** How much of a service a load needs: `knowledge/sizings/<id>.yaml`. */
export type Sizing = UnitsSizing | BufferSizing | StorageSizing;

// Dialects -----------------------------------------------------------------------------------------------
