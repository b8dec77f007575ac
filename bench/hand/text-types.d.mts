import type { Decision, NextStep } from '../../pkg/p2p_review.js';

export type Version = NonNullable<Decision['policy']>;
export type Kind = Decision['findings'][number]['kind'];
/** What a step or a statement is for. */
export interface Scope {
  service?: Among;
  line_of_business?: Among;
  expedited_appeal?: boolean;
  /** The one day that the policies tell by is that on which PacificSource's took effect. */
  today?: { from: string } | { before: string };
}
type Among = string | string[] | { not: string | string[] };
/** What is known of the facts that a scope turns on: empty where unknown, `yes` or `no`, `from` or `before`. */
export type Known = Record<keyof Scope, string>;

export interface RuleTexts {
  kind: Kind;
  field: string | null;
  message: string;
  says: string[];
  next: string[];
  elsewhere: boolean;
}

export interface PolicyTexts {
  version: Version;
  statements: Record<string, { source: string; section: string | null; when: Scope | null }>;
  says: Record<string, string[]>;
  rules: Record<string, RuleTexts>;
  /** Of each fact that can be unsure, how the policy asks for it. */
  questions: Record<string, string>;
  promises: { id: string; label: string; count: number; unit: string }[];
  routes: Record<string, { when: Scope; step: NextStep }[]>;
  contacts: string[];
}

export interface Texts {
  engine: string;
  policies: Record<'pacificsource' | 'regence' | 'asuris', PolicyTexts>;
}
