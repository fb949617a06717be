/**
 * The words of the domain as types. Two families: what `knowledge/` says (Service, Fact, Rule …), compiled into
 * `generated/knowledge.ts`, and what the core says about a text (Node, Pipeline, Finding …). Data only.
 */
export type { FactId, RuleId, ServiceId } from './generated/ids.js';
export type * from './model/dialect.js';
export type * from './model/document.js';
export type * from './model/finding.js';
export type * from './model/knowledge.js';
export type * from './model/pipeline.js';
export type * from './model/rule.js';
export type * from './model/service.js';
export type * from './model/sizing.js';
export type * from './model/words.js';
