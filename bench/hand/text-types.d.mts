import type { Decision, NextStep } from '../../pkg/p2p_review.js';

export type Version = NonNullable<Decision['policy']>;
export type Kind = Decision['findings'][number]['kind'];
/** What a step or a statement is for, as far as a service or a line of business decides it. */
export type Scope = Partial<Record<'service' | 'line_of_business', string | string[] | { not: string | string[] }>>;

export interface PolicyTexts {
  version: Version;
  statements: Record<string, { source: string; section: string | null; when: Scope | null }>;
  says: Record<string, string[]>;
  rules: Record<string, { kind: Kind; field: string | null; message: string; says: string[]; next: string[] }>;
  promises: { id: string; label: string; count: number; unit: string }[];
  routes: Record<string, { when: Scope; step: NextStep }[]>;
  contacts: string[];
}

export interface Texts {
  engine: string;
  policies: Record<'pacificsource' | 'regence' | 'asuris', PolicyTexts>;
}
